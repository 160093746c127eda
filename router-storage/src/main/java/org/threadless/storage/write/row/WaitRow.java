package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.UUID;

/**
 * What {@code waiting} has of a message that is {@code QUEUED}, besides what the message has.
 *
 * @param triedAt null where it was not
 * @param waitsSince when it was let be tried again; null where that is since it was received or
 *     made
 * @param due when it may be taken; null where that is since it came, or now where that is later
 * @param ordinal what orders it among those of its connection; null where that is the message's id
 */
public record WaitRow(
    UUID messageId,
    int attempts,
    int unanswered,
    Instant triedAt,
    Instant waitsSince,
    Instant due,
    UUID ordinal) {

  /** Returns what waits that nobody has tried. */
  public static WaitRow untried(UUID message) {
    return new WaitRow(message, 0, 0, null, null, null, null);
  }

  /** Returns what waits before all of its connection that waits, but for such as this. */
  public static WaitRow first(UUID message) {
    // Ids begin with 01, until the year 2039; and with 02 from then on.
    UUID ordinal =
        new UUID(message.getMostSignificantBits() & (-1L >>> 8), message.getLeastSignificantBits());
    return new WaitRow(message, 0, 0, null, null, null, ordinal);
  }

  /** Returns what waits as if it had just been received or made. */
  public static WaitRow again(UUID message, Instant now) {
    return new WaitRow(message, 0, 0, null, now, now, null);
  }

  /** Returns what waits since its time has come, behind all that waits. */
  public static WaitRow due(ScheduledRow scheduled, UUID ordinal) {
    Instant due = scheduled.due();
    return new WaitRow(scheduled.messageId(), 0, 0, null, due, due, ordinal);
  }
}
