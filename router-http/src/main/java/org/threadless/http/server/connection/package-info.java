/**
 * Open connections: how many there may be, and how long each client is waited for; not for plugins.
 */
package org.threadless.http.server.connection;
