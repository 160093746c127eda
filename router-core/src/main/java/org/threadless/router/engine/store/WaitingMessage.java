package org.threadless.router.engine.store;

import java.util.OptionalInt;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

/**
 * An outgoing message that waits to be sent, taken to be tried again.
 *
 * @param message the message; it was made when it says so, not now, or let be sent again then
 * @param attempts how often it has been tried
 * @param unanswered after how many attempts the gateway has perhaps got it
 * @param deaths how often a node has died with it
 * @param probes where its backend is down and this is to tell whether it still is: how many have
 *     found so before
 */
public record WaitingMessage(
    OutgoingMessage message, int attempts, int unanswered, Deaths deaths, OptionalInt probes)
    implements DueMessage {

  @Override
  public UUID id() {
    return message.id();
  }

  @Override
  public Connection connection() {
    return message.connection();
  }
}
