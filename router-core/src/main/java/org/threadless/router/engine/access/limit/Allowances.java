package org.threadless.router.engine.access.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.engine.rate.Bucket;

/**
 * Counts what each of many does, on this node: over all of them, each request would have to write
 * to the database. Remembers those that did something last. Safe for any thread.
 *
 * @param <K> who they are known by
 */
public final class Allowances<K> {

  private final InstantSource clock;
  private final Map<K, Instant> next = new Latest<>();

  /** Counts by this clock; nobody has done anything yet. */
  public Allowances(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how long somebody has to wait; empty where they may go on now. */
  public synchronized Optional<Duration> pause(K who, Bucket bucket) {
    Instant free = next.get(who);
    Instant now = clock.instant();
    return bucket.free(free, now) > 0 ? Optional.empty() : Optional.of(Duration.between(now, free));
  }

  /** Counts one thing that somebody did, be there room for it or not. */
  public synchronized void count(K who, Bucket bucket) {
    Instant now = clock.instant();
    next.compute(who, (key, free) -> bucket.take(free, now, 1));
  }

  /** Forgets one thing that was counted. */
  public synchronized void giveBack(K who, Bucket bucket) {
    Instant now = clock.instant();
    next.computeIfPresent(who, (key, free) -> bucket.take(free, now, -1));
  }

  /** Counts one thing where there is room for it; otherwise returns how long there is none. */
  public synchronized Optional<Duration> take(K who, Bucket bucket) {
    Optional<Duration> pause = pause(who, bucket);
    if (pause.isEmpty()) {
      count(who, bucket);
    }
    return pause;
  }
}
