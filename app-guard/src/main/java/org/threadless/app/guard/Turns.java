package org.threadless.app.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Lets one thread do a thing every so often. Safe for any thread, and none waits. */
final class Turns {

  private final Duration every;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

  Turns(Duration every) {
    this.every = every;
  }

  /** Returns whether it is this thread's turn; also where the clock was set back. */
  boolean comes(Instant now) {
    Instant before = last.get();
    boolean isDue =
        before.equals(Instant.MIN) || Duration.between(before, now).abs().compareTo(every) >= 0;
    return isDue && last.compareAndSet(before, now);
  }

  /** Lets the next one have a turn: nothing came of this one. */
  void missed() {
    last.set(Instant.MIN);
  }
}
