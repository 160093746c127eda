package org.threadless.router.engine.backlog;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.threadless.router.message.BackendName;
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
 * @param perhapsAt the backend that perhaps has it, where one does: no other gets it
 */
public record WaitingMessage(
    OutgoingMessage message,
    int attempts,
    int unanswered,
    Deaths deaths,
    OptionalInt probes,
    Optional<BackendName> perhapsAt)
    implements DueMessage {

  /** What its own backend perhaps has, where any does. */
  public WaitingMessage(
      OutgoingMessage message, int attempts, int unanswered, Deaths deaths, OptionalInt probes) {
    this(
        message,
        attempts,
        unanswered,
        deaths,
        probes,
        unanswered > 0 ? Optional.of(message.connection().backend()) : Optional.empty());
  }

  @Override
  public UUID id() {
    return message.id();
  }

  @Override
  public Connection connection() {
    return message.connection();
  }
}
