package org.threadless.router.engine.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How many messages have come or were made, hour by hour.
 *
 * @param counts in the order of time; none of an hour, a backend and a status without messages
 * @param countedFrom messages from before then are not counted, or not all of them yet: a version
 *     before has stored them; empty where all there are is counted
 */
public record HourlyCounts(List<HourCount> counts, Optional<Instant> countedFrom) {

  /** Copies the list. */
  public HourlyCounts {
    counts = List.copyOf(counts);
    Objects.requireNonNull(countedFrom, "countedFrom");
  }
}
