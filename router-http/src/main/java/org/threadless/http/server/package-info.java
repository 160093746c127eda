/**
 * What is under the handlers: how connections are read, and what carries threads; not for plugins.
 */
package org.threadless.http.server;
