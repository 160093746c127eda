package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.threadless.router.engine.store.Leg;

/**
 * A failed attempt to send a message that will be tried again.
 *
 * @param reason one line for people
 * @param attempts how many there have been, this one included
 * @param unanswered after how many of these the gateway has perhaps got the message
 * @param at when it failed
 * @param way the way that it went in this attempt; empty where that was the message's own backend
 *     and could be no other
 */
public record Failure(String reason, int attempts, int unanswered, Instant at, List<Leg> way) {

  /** Refuses nulls. */
  public Failure {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
    way = List.copyOf(way);
  }

  /** By its own backend. */
  public Failure(String reason, int attempts, int unanswered, Instant at) {
    this(reason, attempts, unanswered, at, List.of());
  }
}
