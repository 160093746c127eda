/** Asks gateways and other programs over HTTP. */
package org.threadless.http.client;
