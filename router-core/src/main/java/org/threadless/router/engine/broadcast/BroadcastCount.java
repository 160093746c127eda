package org.threadless.router.engine.broadcast;

import java.util.Objects;
import java.util.Optional;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;

/**
 * How many messages of a broadcast are alike.
 *
 * @param backend that of their connections
 * @param status what they have come to
 * @param reason why those have failed, or are cancelled; empty of others, and where none is kept
 * @param messages how many
 */
public record BroadcastCount(
    BackendName backend, OutgoingStatus status, Optional<String> reason, int messages) {

  /** Refuses nulls. */
  public BroadcastCount {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reason, "reason");
  }
}
