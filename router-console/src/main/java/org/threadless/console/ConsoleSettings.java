package org.threadless.console;

import java.util.Objects;
import java.util.Optional;
import org.threadless.console.broadcast.SegmentCost;

/**
 * What can be set of the console: {@code console} in the configuration.
 *
 * @param segmentCost what a part of a message costs, for what broadcasts are expected to
 */
public record ConsoleSettings(Optional<SegmentCost> segmentCost) {

  /** Refuses nulls. */
  public ConsoleSettings {
    Objects.requireNonNull(segmentCost, "segmentCost");
  }

  /** Returns the defaults. */
  public static ConsoleSettings defaults() {
    return new ConsoleSettings(Optional.empty());
  }
}
