package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * That a message which had failed was let be sent again.
 *
 * @param at when
 * @param madeBy who wanted it, as people know them: a user's name, or {@code command line}
 * @param failedAt since when it had failed
 * @param reason why it had, for people
 */
public record Resending(Instant at, String madeBy, Instant failedAt, Optional<String> reason) {

  /** Refuses nulls. */
  public Resending {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(madeBy, "madeBy");
    Objects.requireNonNull(failedAt, "failedAt");
    Objects.requireNonNull(reason, "reason");
  }
}
