/** Backends whose gateways speak HTTP, and the handlers that take what these bring. */
package org.threadless.http.receive;
