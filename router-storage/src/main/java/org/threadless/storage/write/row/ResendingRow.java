package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.history.Resending;

/** A row of {@code message_resent}. */
public record ResendingRow(
    UUID messageId, Instant at, String madeBy, Instant failedAt, String reason) {

  /** Returns what it says. */
  public Resending toResending() {
    return new Resending(at, madeBy, failedAt, Optional.ofNullable(reason));
  }
}
