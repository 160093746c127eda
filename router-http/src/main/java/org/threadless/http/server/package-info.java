/**
 * What is under the handlers: how connections are read, what carries threads, and what is done
 * later; not for plugins.
 */
package org.threadless.http.server;
