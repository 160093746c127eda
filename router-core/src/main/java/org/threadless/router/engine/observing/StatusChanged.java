package org.threadless.router.engine.observing;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageStatus;

/**
 * A message that is new, or has another status than before.
 *
 * @param message our id of it
 * @param backend that of its connection; perhaps not configured any more
 * @param direction which way it goes
 * @param before which it had; empty where it is new
 * @param after which it has now; both are an {@link org.threadless.router.message.IncomingStatus}
 *     or {@link org.threadless.router.message.OutgoingStatus}, as the direction is
 */
public record StatusChanged(
    UUID message,
    BackendName backend,
    Direction direction,
    Optional<MessageStatus> before,
    MessageStatus after) {

  /** Refuses nulls. */
  public StatusChanged {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }
}
