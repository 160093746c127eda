package org.threadless.router.engine.access.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that somebody did.
 *
 * @param id a UUIDv7; those of later ones are greater, as far as the clocks of nodes agree
 * @param at when
 * @param who a user's name, or what else it was, as {@code command line}
 * @param action what was done, as {@code user-add}
 * @param subject what it was done to; empty where that goes without saying
 * @param detail what else is worth knowing; empty where nothing is
 */
public record AuditEntry(
    UUID id, Instant at, String who, String action, String subject, String detail) {

  /** Refuses nulls. */
  public AuditEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(detail, "detail");
  }
}
