package org.threadless.router.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.rate.Bucket;
import org.threadless.router.text.OneLineAMinute;

/**
 * Counts the requests that come with each token, on this node: over all of them, each request would
 * have to write to the database. Safe for any thread.
 */
final class TokenRates {

  private static final Logger log = LoggerFactory.getLogger(TokenRates.class);

  private final InstantSource clock;
  private final Map<UUID, Pace> paces = new Latest<>();

  private static final class Pace {
    private final OneLineAMinute line;
    private Instant next;

    Pace(InstantSource clock) {
      this.line = new OneLineAMinute(clock);
    }
  }

  TokenRates(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a request, and returns how long it has to wait; empty where it may be done now. */
  Optional<Duration> take(Token token) {
    return token.rate().flatMap(rate -> take(token, Bucket.full(rate)));
  }

  private synchronized Optional<Duration> take(Token token, Bucket bucket) {
    Pace pace = paces.computeIfAbsent(token.id(), id -> new Pace(clock));
    Instant now = clock.instant();
    if (bucket.free(pace.next, now) > 0) {
      pace.next = bucket.take(pace.next, now, 1);
      return Optional.empty();
    }
    pace.line.write(
        more ->
            log.warn(
                "API: refused, token {}: more than {} requests{}",
                token.name(),
                bucket.rate(),
                more));
    return Optional.of(Duration.between(now, pace.next));
  }
}
