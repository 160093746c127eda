package org.threadless.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that goes with the system's until a test sets it, and stands still from then on. Safe for
 * any thread.
 */
public final class SettableClock implements InstantSource {

  private final AtomicReference<Optional<Instant>> set;

  /** Goes with the system's clock. */
  public SettableClock() {
    this(Optional.empty());
  }

  SettableClock(Optional<Instant> start) {
    this.set = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return set.get().orElseGet(Instant::now);
  }

  /** Shows this time from now on. */
  public void set(Instant time) {
    set.set(Optional.of(time));
  }

  /** Moves on, or back where the duration is negative, and stands still there. */
  public void advance(Duration by) {
    set.updateAndGet(time -> Optional.of(time.orElseGet(Instant::now).plus(by)));
  }
}
