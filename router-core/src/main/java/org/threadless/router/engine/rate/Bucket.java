package org.threadless.router.engine.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.threadless.router.config.Rate;

/**
 * A token bucket, as the generic cell rate algorithm has it (ITU-T I.371): of what was taken
 * nothing has to be remembered but the time when the next one is free.
 *
 * @param rate how fast tokens come
 * @param slack how long those that nobody takes are kept: so many are free at once
 */
public record Bucket(Rate rate, Duration slack) {

  // Long enough that whoever comes a little late loses nothing, and so short that no second has
  // more than a fifth too many, of ten a second or more.
  private static final Duration LITTLE = Duration.ofMillis(150);

  // Where the next one is free only so much later than it can be, the clock was set back.
  private static final Duration SET_BACK = Duration.ofMinutes(1);

  /** Refuses nulls. */
  public Bucket {
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(slack, "slack");
  }

  /** Returns one that gives its tokens evenly. */
  public static Bucket even(Rate rate) {
    return new Bucket(rate, LITTLE);
  }

  /** Returns one that gives at once what nobody has taken, as many as its rate names. */
  public static Bucket full(Rate rate) {
    return new Bucket(rate, rate.per().minus(rate.interval()));
  }

  /**
   * Returns how many are free.
   *
   * @param next when the next one is; null where none was taken yet
   */
  public int free(Instant next, Instant now) {
    Instant first = first(next, now);
    if (first.isAfter(now)) {
      return 0;
    }
    long more = Duration.between(first, now).dividedBy(rate.interval());
    return (int) Math.min(Integer.MAX_VALUE, more + 1);
  }

  /**
   * Returns when the next one is free after so many were taken.
   *
   * @param next when it was before; null where none was taken yet
   */
  public Instant take(Instant next, Instant now, int taken) {
    return first(next, now).plus(rate.interval().multipliedBy(taken));
  }

  private Instant first(Instant next, Instant now) {
    Instant oldest = now.minus(slack);
    if (next == null || next.isBefore(oldest)) {
      return oldest;
    }
    return next.isAfter(now.plus(rate.interval()).plus(SET_BACK)) ? now : next;
  }
}
