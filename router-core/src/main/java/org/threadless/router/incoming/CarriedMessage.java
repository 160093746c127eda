package org.threadless.router.incoming;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.threadless.router.message.ReceivedMessage;

/**
 * A message that a {@link KeepingHandler} has kept elsewhere, and brings back to be routed.
 *
 * @param id our id of it, made by {@link org.threadless.router.message.MessageIds} when it came in
 *     and kept with it: by this it is known where it is brought back twice
 * @param message what was received
 * @param receivedAt when
 * @param perhapsRouted whether somebody may have begun to route it before: it is brought back again
 */
public record CarriedMessage(
    UUID id, ReceivedMessage message, Instant receivedAt, boolean perhapsRouted) {

  /** Refuses nulls. */
  public CarriedMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }

  /** Returns the same, of which somebody may have begun to route it. */
  public CarriedMessage again() {
    return new CarriedMessage(id, message, receivedAt, true);
  }
}
