/**
 * How a command of this machine reaches a router that serves, where the database cannot be shared.
 */
package org.threadless.server.control;
