package org.threadless.router.engine.backend;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.range;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a message that could not be sent is tried again: {@code retry} of a backend.
 *
 * @param first after the first failure; default 2s
 * @param factor by how much longer after each further one; 1 or more, default 2
 * @param max the longest time between two attempts; default 10m
 * @param giveUpAfter how long after a message was made it is given up; default 72h
 * @param unanswered how often a message is sent again that the gateway has perhaps got already; 0
 *     or more, default 3
 */
public record RetrySettings(
    Duration first, Double factor, Duration max, Duration giveUpAfter, Integer unanswered) {

  // So that messages which failed together do not come again together.
  private static final double JITTER = 0.2;

  // A gateway may ask for more time than we would wait by ourselves, but not for a year.
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** Fills in the defaults and checks the values. */
  public RetrySettings {
    first = positive("first", orElse(first, Duration.ofSeconds(2)));
    factor = orElse(factor, 2.0);
    check(factor >= 1 && factor <= 100, "factor", "must be from 1 to 100, and is " + factor);
    max = positive("max", orElse(max, Duration.ofMinutes(10)));
    giveUpAfter = positive("giveUpAfter", orElse(giveUpAfter, Duration.ofDays(3)));
    unanswered = range("unanswered", orElse(unanswered, 3), 0, 1000);
  }

  /** Returns the defaults. */
  public static RetrySettings defaults() {
    return new RetrySettings(null, null, null, null, null);
  }

  /**
   * Returns how long to wait after so many failures: {@code first * factor^(failures - 1)}, at most
   * {@code max}, give or take a fifth.
   *
   * @param failures 1 or more
   */
  public Duration delay(int failures) {
    double millis = (double) first.toMillis() * Math.pow(factor, failures - 1.0);
    double jitter = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
    return Duration.ofMillis(Math.round(Math.min(millis, (double) max.toMillis()) * jitter));
  }

  /**
   * Returns how long to wait after so many failures where the gateway has asked for a time: that
   * time, but no less than without it. It counts up to {@code max} or an hour, whichever is longer,
   * and never beyond {@code giveUpAfter}.
   *
   * @param failures 1 or more
   * @param asked any duration, however absurd
   */
  public Duration delay(int failures, Optional<Duration> asked) {
    Duration longest = min(LONGEST_ASKED.compareTo(max) > 0 ? LONGEST_ASKED : max, giveUpAfter);
    Duration delay = delay(failures);
    return asked
        .map(wait -> min(wait, longest))
        .filter(wait -> wait.compareTo(delay) > 0)
        .orElse(delay);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns when a message that was made then is given up. */
  public Instant end(Instant made) {
    return made.plus(giveUpAfter);
  }

  /** Returns {@code giveUpAfter} as people write it: {@code 72h}, {@code 90s}. */
  public String giveUpAfterText() {
    long hours = giveUpAfter.toHours();
    return giveUpAfter.equals(Duration.ofHours(hours))
        ? hours + "h"
        : giveUpAfter.toSeconds() + "s";
  }

  /** Returns whether a message made then is given up by now. */
  public boolean isOver(Instant made, Instant now) {
    return !end(made).isAfter(now);
  }
}
