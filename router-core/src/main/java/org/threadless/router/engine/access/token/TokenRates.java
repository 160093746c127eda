package org.threadless.router.engine.access.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.access.limit.Allowances;
import org.threadless.router.engine.rate.Bucket;

/** Counts the requests that come with each token, on this node. Safe for any thread. */
final class TokenRates {

  private final Allowances<UUID> requests;

  TokenRates(InstantSource clock) {
    this.requests = new Allowances<>(clock);
  }

  /** Takes a request, and returns how long it has to wait; empty where it may be done now. */
  Optional<Duration> take(Token token) {
    return token.rate().flatMap(rate -> requests.take(token.id(), Bucket.full(rate)));
  }
}
