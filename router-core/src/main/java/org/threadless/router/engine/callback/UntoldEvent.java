package org.threadless.router.engine.callback;

import java.time.Instant;
import java.util.Optional;

/**
 * What is still to be told of a message.
 *
 * @param type what has happened
 * @param url who is told
 * @param at when it happened
 * @param attempts how often it was tried
 * @param failure why that has failed; null where it was not tried
 * @param due when it may be tried next
 */
public record UntoldEvent(
    EventType type, String url, Instant at, int attempts, String failure, Instant due) {

  /** Returns why it was not told when it was tried last; empty where it was not. */
  public Optional<String> lastFailure() {
    return Optional.ofNullable(failure);
  }
}
