/** Commands about messages: which there are, what became of them, sending, trying and repeating. */
package org.threadless.server.command.message;
