/** The router that serves, and what is asked of it or of its configuration. */
package org.threadless.server.command.serve;
