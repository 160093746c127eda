/** Commands about who is let in: tokens of programs, users of the console. */
package org.threadless.server.command.access;
