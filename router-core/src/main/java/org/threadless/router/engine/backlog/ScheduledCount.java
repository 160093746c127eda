package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much is scheduled for later, and does not wait yet.
 *
 * @param count how many messages; 100,000 where it is so many or more
 * @param next when the first of them is due; empty where there is none
 */
public record ScheduledCount(int count, Optional<Instant> next) {

  /** Nothing. */
  public static final ScheduledCount NONE = new ScheduledCount(0, Optional.empty());

  /** Refuses null. */
  public ScheduledCount {
    Objects.requireNonNull(next, "next");
  }
}
