package org.threadless.storage.write;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.observing.StatusChanged;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.row.CountedRow;
import org.threadless.storage.write.row.MessageRow;

/**
 * A message that is new, or has another status than before.
 *
 * @param before null where it is new
 */
public record StatusChange(
    UUID message, String backend, Direction direction, String before, String after) {

  /** Returns that of a message that is inserted. */
  static StatusChange of(MessageRow row) {
    return new StatusChange(row.id(), row.backend(), row.direction(), null, row.status());
  }

  /** Returns that of a message which was {@code QUEUED}. */
  static StatusChange ofQueued(CountedRow now) {
    return new StatusChange(
        now.id(), now.backend(), now.direction(), OutgoingStatus.QUEUED.name(), now.status());
  }

  /** Returns that of a message which gets this status now. */
  static StatusChange of(CountedRow before, String after) {
    return new StatusChange(
        before.id(), before.backend(), before.direction(), before.status(), after);
  }

  /** Returns whether it changes a count. */
  boolean isOne() {
    return !after.equals(before);
  }

  /** Returns whether the message goes out, and has failed. */
  boolean fails() {
    return isFailed(after);
  }

  /** Returns whether the message goes out, and had failed. */
  boolean hadFailed() {
    return isFailed(before);
  }

  /** Returns it as observers see it. */
  StatusChanged observed() {
    return new StatusChanged(
        message,
        new BackendName(backend),
        direction,
        Optional.ofNullable(before).map(this::status),
        status(after));
  }

  private MessageStatus status(String name) {
    return direction == Direction.IN ? IncomingStatus.valueOf(name) : OutgoingStatus.valueOf(name);
  }

  private boolean isFailed(String status) {
    return direction == Direction.OUT && OutgoingStatus.FAILED.name().equals(status);
  }
}
