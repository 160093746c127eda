package org.threadless.server.wiring;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Goes with the system's clock until it is set, and stands still from then on. */
final class TrialClock implements InstantSource {

  private final AtomicReference<Optional<Instant>> set = new AtomicReference<>(Optional.empty());

  @Override
  public Instant instant() {
    return set.get().orElseGet(Clock.systemUTC()::instant);
  }

  void set(Instant time) {
    set.set(Optional.of(time));
  }
}
