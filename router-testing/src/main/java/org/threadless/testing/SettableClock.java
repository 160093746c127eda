package org.threadless.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test sets it. Safe for any thread. */
public final class SettableClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /**
   * @param start the time it shows at first
   */
  public SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Shows this time from now on. */
  public void set(Instant time) {
    now.set(time);
  }

  /** Moves on, or back where the duration is negative. */
  public void advance(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }
}
