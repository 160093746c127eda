package org.threadless.router.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.BackendName;

/**
 * Which messages that could not be routed are meant.
 *
 * @param id only this one
 * @param backend only those of this backend
 * @param since only those received at this time or later
 */
public record Errored(Optional<UUID> id, Optional<BackendName> backend, Optional<Instant> since) {

  /** Refuses nulls. */
  public Errored {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(since, "since");
  }
}
