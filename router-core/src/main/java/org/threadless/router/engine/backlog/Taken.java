package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages that were taken from what waits.
 *
 * @param messages these
 * @param next when the rate of the backend lets more of them go; empty where it keeps none back
 */
public record Taken(List<DueMessage> messages, Optional<Instant> next) {

  /** Copies the list. */
  public Taken {
    messages = List.copyOf(messages);
    Objects.requireNonNull(next, "next");
  }
}
