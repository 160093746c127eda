package org.threadless.router.engine.rate;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.threadless.router.config.Rate;

/**
 * How fast messages go out through a backend, over all nodes together. What is too fast waits.
 *
 * @param ofAll all of them
 * @param ofEach those to each connection
 * @param perDay how many on a day of the system's time zone
 */
public record Rates(Optional<Rate> ofAll, Optional<Rate> ofEach, OptionalInt perDay) {

  /** As fast as the gateway takes them. */
  public static final Rates NONE =
      new Rates(Optional.empty(), Optional.empty(), OptionalInt.empty());

  /** Refuses nulls. */
  public Rates {
    Objects.requireNonNull(ofAll, "ofAll");
    Objects.requireNonNull(ofEach, "ofEach");
    Objects.requireNonNull(perDay, "perDay");
  }

  /** Returns whether there is any limit. */
  public boolean areSet() {
    return ofAll.isPresent() || ofEach.isPresent() || perDay.isPresent();
  }
}
