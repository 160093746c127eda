package org.threadless.storage.write;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.StatusRow;

/**
 * What has happened to a message that other programs may be told of.
 *
 * @param status what the message has from then on; null where that says nothing
 * @param reason why; null where nothing is said
 */
public record Happening(UUID message, EventType type, String status, String reason, Instant at) {

  /** Returns what an outgoing message has come to; empty where it is not its end. */
  public static Optional<Happening> of(
      UUID message, OutgoingStatus status, String reason, Instant at) {
    return type(status).map(type -> new Happening(message, type, status.name(), reason, at));
  }

  private static Optional<EventType> type(OutgoingStatus status) {
    return switch (status) {
      case QUEUED -> Optional.empty();
      case SENT -> Optional.of(EventType.SENT);
      case DELIVERED -> Optional.of(EventType.DELIVERED);
      case FAILED -> Optional.of(EventType.FAILED);
      case CANCELLED -> Optional.of(EventType.CANCELLED);
    };
  }

  /** Returns what it means that a row is inserted. */
  static Optional<Happening> of(MessageRow row) {
    if (row.direction() == Direction.IN) {
      return Optional.of(
          new Happening(row.id(), EventType.RECEIVED, row.status(), null, row.createdAt()));
    }
    return of(row.id(), OutgoingStatus.valueOf(row.status()), row.reason(), row.createdAt());
  }

  /** Returns what it means that an outgoing message gets this status; empty for others. */
  static Optional<Happening> of(StatusRow row) {
    return row.isOfOutgoing()
        ? of(row.messageId(), OutgoingStatus.valueOf(row.status()), row.reason(), row.updatedAt())
        : Optional.empty();
  }
}
