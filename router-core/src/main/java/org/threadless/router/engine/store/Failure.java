package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A failed attempt to send a message that will be tried again.
 *
 * @param reason one line for people
 * @param attempts how many there have been, this one included
 * @param unanswered after how many of these the gateway has perhaps got the message
 * @param at when it failed
 */
public record Failure(String reason, int attempts, int unanswered, Instant at) {

  /** Refuses nulls. */
  public Failure {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
  }
}
