package org.threadless.api.backend;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.sending.BackendState;

/** A backend as {@code openapi.yaml} says that it is told. */
record BackendView(
    String name,
    String engine,
    String state,
    Optional<String> reason,
    Optional<Instant> since,
    Optional<Instant> next,
    Waits waiting) {

  /** How many messages wait, and for how many seconds the first one has. */
  record Waits(int in, int out, Optional<Long> oldest) {

    static Waits of(BackendState state, Instant now) {
      return new Waits(
          state.waiting(Direction.IN),
          state.waiting(Direction.OUT),
          state.oldest().map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds())));
    }
  }

  static BackendView of(BackendState state, Instant now) {
    return new BackendView(
        state.backend().name().value(),
        state.backend().engine(),
        word(state.kind()),
        state.reason(),
        state.since(),
        state.next(),
        Waits.of(state, now));
  }

  private static String word(BackendState.Kind kind) {
    return switch (kind) {
      case UP -> "up";
      case DOWN -> "down";
      case PAUSED, OUT_OF_HOURS -> "held";
    };
  }
}
