package org.threadless.router.message;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The incoming message that a reply answers.
 *
 * @param id our id of it
 * @param externalId the gateway's own id of it, where it gave one
 */
public record InResponseTo(UUID id, Optional<String> externalId) {

  /** Refuses nulls. */
  public InResponseTo {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(externalId, "externalId");
  }
}
