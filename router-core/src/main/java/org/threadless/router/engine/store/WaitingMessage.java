package org.threadless.router.engine.store;

import org.threadless.router.message.OutgoingMessage;

/**
 * An outgoing message that waits to be sent, taken to be tried again.
 *
 * @param message the message; it was made when it says so, not now, or let be sent again then
 * @param attempts how often it has been tried
 * @param unanswered after how many attempts the gateway has perhaps got it
 * @param deaths how often a node has died with it
 */
public record WaitingMessage(
    OutgoingMessage message, int attempts, int unanswered, Deaths deaths) {}
