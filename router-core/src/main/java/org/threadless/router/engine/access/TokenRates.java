package org.threadless.router.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.rate.Bucket;

/**
 * Counts the requests that come with each token, on this node: over all of them, each request would
 * have to write to the database. Safe for any thread.
 */
final class TokenRates {

  private final InstantSource clock;
  private final Map<UUID, Instant> next = new Latest<>();

  TokenRates(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a request, and returns how long it has to wait; empty where it may be done now. */
  Optional<Duration> take(Token token) {
    return token.rate().flatMap(rate -> take(token, Bucket.full(rate)));
  }

  private synchronized Optional<Duration> take(Token token, Bucket bucket) {
    Instant free = next.get(token.id());
    Instant now = clock.instant();
    if (bucket.free(free, now) == 0) {
      return Optional.of(Duration.between(now, free));
    }
    next.put(token.id(), bucket.take(free, now, 1));
    return Optional.empty();
  }
}
