package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.engine.callback.EventType;

/**
 * What one target is to be told: columns of {@code callback_event}.
 *
 * @param target who is told; null where the message has named somebody, if it has
 */
public record EventRow(
    UUID id,
    UUID messageId,
    EventType type,
    String status,
    String reason,
    Instant at,
    String target) {

  /** Returns the same, to be told to this one. */
  public EventRow to(String who) {
    return new EventRow(id, messageId, type, status, reason, at, who);
  }
}
