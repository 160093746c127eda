package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.message.BackendName;

/**
 * An error because of which an incoming message can be routed again.
 *
 * @param id our id of the message
 * @param backend where it came in
 * @param receivedAt when
 * @param error what an app threw, or why the message could not be routed at all
 */
public record Errored(UUID id, BackendName backend, Instant receivedAt, AppError error) {

  /** Refuses nulls. */
  public Errored {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(error, "error");
  }
}
