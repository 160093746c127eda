package org.threadless.storage.history;

import java.time.Instant;
import java.util.Optional;

/**
 * How a message waits, to be routed or to be sent.
 *
 * @param attempts how often it has been tried
 * @param triedAt when the last time was; null where it was not tried yet
 * @param due when it may be tried next
 */
public record WaitState(int attempts, Instant triedAt, Instant due) {

  /** Returns when it was tried last; empty where it was not. */
  public Optional<Instant> lastTried() {
    return Optional.ofNullable(triedAt);
  }
}
