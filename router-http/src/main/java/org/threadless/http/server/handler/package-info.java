/**
 * The handlers that stand around every backend and endpoint, and the threads that they run on; not
 * for plugins.
 */
package org.threadless.http.server.handler;
