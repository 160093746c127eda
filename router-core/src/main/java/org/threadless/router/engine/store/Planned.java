package org.threadless.router.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * An outgoing message after the apps' {@code outgoing}.
 *
 * @param message the message
 * @param status {@code QUEUED} where it is to be sent, {@code CANCELLED} where an app said no
 * @param errors the apps' exceptions in this phase
 * @param broadcast the first of those that go to many at once, where it is one of them
 */
public record Planned(
    OutgoingMessage message,
    OutgoingStatus status,
    List<AppError> errors,
    Optional<UUID> broadcast) {

  /** Copies the list. */
  public Planned {
    errors = List.copyOf(errors);
  }

  /** Goes to few. */
  public Planned(OutgoingMessage message, OutgoingStatus status, List<AppError> errors) {
    this(message, status, errors, Optional.empty());
  }

  /** Returns the same as one of those that go to many at once. */
  public Planned inBroadcast(UUID first) {
    return new Planned(message, status, errors, Optional.of(first));
  }

  /** Returns the messages that are to be sent, in their order. */
  public static List<OutgoingMessage> toSend(List<Planned> planned) {
    return planned.stream()
        .filter(each -> each.status() == OutgoingStatus.QUEUED)
        .map(Planned::message)
        .toList();
  }
}
