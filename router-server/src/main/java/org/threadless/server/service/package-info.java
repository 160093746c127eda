/** What has started this process and watches over it, where it wants to be told of its state. */
package org.threadless.server.service;
