package org.threadless.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that goes with the system's until a test sets it, and stands still from then on. When it
 * is set, or moves on, its router sends what is due then before this returns. Safe for any thread.
 */
public final class SettableClock implements InstantSource {

  private final AtomicReference<Optional<Instant>> set;
  private volatile Runnable onChange = () -> {};

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
    onChange.run();
  }

  /** Moves on, or back where the duration is negative, and stands still there. */
  public void advance(Duration by) {
    set.updateAndGet(time -> Optional.of(time.orElseGet(Instant::now).plus(by)));
    onChange.run();
  }

  /** Runs this after each change, on the thread that makes it. */
  void onChange(Runnable work) {
    onChange = work;
  }
}
