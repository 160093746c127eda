package org.threadless.router.engine.statistics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why messages have failed.
 *
 * @param causes the most frequent first
 * @param lookedBackTo only what is as new as this, or newer, was looked at: there is too much of
 *     it, or what was stored before is not listed yet; empty where all was
 */
public record Failures(List<FailureCause> causes, Optional<Instant> lookedBackTo) {

  /** Copies the list. */
  public Failures {
    causes = List.copyOf(causes);
    Objects.requireNonNull(lookedBackTo, "lookedBackTo");
  }
}
