package org.threadless.router.engine.access.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which of the things that were done are looked for; all of these must hold.
 *
 * @param who by whom they were done
 * @param action what was done
 * @param subject what it was done to
 * @param from since when, that moment included
 * @param to until when, that moment not included
 */
public record AuditFilter(
    Optional<String> who,
    Optional<String> action,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Refuses nulls. */
  public AuditFilter {
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }

  /** Returns the one that all of them pass. */
  public static AuditFilter all() {
    return new AuditFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
