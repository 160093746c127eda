/** What requests of programs were answered. */
package org.threadless.storage.request;
