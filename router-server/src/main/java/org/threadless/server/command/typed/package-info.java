/**
 * What is typed after a command, and is a mistake of who types it where it cannot be: names, times,
 * choices of messages.
 */
package org.threadless.server.command.typed;
