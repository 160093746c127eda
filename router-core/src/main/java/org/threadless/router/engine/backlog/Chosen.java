package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.message.BackendName;

/**
 * Which messages are meant.
 *
 * @param id only this one
 * @param backends only those of these backends
 * @param since only those received or made at this time or later
 */
public record Chosen(Optional<UUID> id, Set<BackendName> backends, Optional<Instant> since) {

  /** Refuses nulls. */
  public Chosen {
    Objects.requireNonNull(id, "id");
    backends = Set.copyOf(backends);
    Objects.requireNonNull(since, "since");
  }
}
