package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;

/**
 * What came of an attempt to send.
 *
 * @param messageId the outgoing message
 * @param result what the backend said
 * @param at when it said so
 * @param way the way that the message went in this attempt; empty where its own backend ended it
 *     when it was tried first
 */
public record SendOutcome(UUID messageId, SendResult result, Instant at, List<Leg> way) {

  /** Refuses nulls. */
  public SendOutcome {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(at, "at");
    way = List.copyOf(way);
  }

  /** By its own backend. */
  public SendOutcome(UUID messageId, SendResult result, Instant at) {
    this(messageId, result, at, List.of());
  }

  /** Returns the backend that it was sent by; empty where that is its own. */
  public Optional<BackendName> by() {
    return way.isEmpty() ? Optional.empty() : Optional.of(way.get(way.size() - 1).backend());
  }
}
