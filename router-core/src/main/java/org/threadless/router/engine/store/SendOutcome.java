package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.threadless.router.backend.SendResult;

/**
 * What came of an attempt to send.
 *
 * @param messageId the outgoing message
 * @param result what the backend said
 * @param at when it said so
 */
public record SendOutcome(UUID messageId, SendResult result, Instant at) {

  /** Refuses nulls. */
  public SendOutcome {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(at, "at");
  }
}
