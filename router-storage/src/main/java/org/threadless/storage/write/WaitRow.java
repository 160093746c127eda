package org.threadless.storage.write;

import java.time.Instant;
import java.util.UUID;

/**
 * What {@code waiting} has of a message that is {@code QUEUED}, besides what the message has.
 *
 * @param triedAt null where it was not
 * @param due when it may be taken; null where that is since it came, or now where that is later
 */
public record WaitRow(UUID messageId, int attempts, int unanswered, Instant triedAt, Instant due) {

  /** Returns what waits that nobody has tried. */
  static WaitRow untried(UUID message) {
    return new WaitRow(message, 0, 0, null, null);
  }
}
