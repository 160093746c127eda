/**
 * What each command line is read by and works on: the configuration, and the database and the
 * router, its own or those of a router that serves.
 */
package org.threadless.server.command.place;
