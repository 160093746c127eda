package org.threadless.router;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a message that could not be sent is tried again: {@code retry} of a backend.
 *
 * @param first after the first failure; default 2s
 * @param factor by how much longer after each further one; 1 or more, default 2
 * @param max the longest time between two attempts; default 10m
 * @param giveUpAfter how long after a message was made it is given up; default 72h
 */
public record RetrySettings(Duration first, Double factor, Duration max, Duration giveUpAfter) {

  // So that messages which failed together do not come again together.
  private static final double JITTER = 0.2;

  /** Fills in the defaults and checks the values. */
  public RetrySettings {
    first = positive("first", orElse(first, Duration.ofSeconds(2)));
    factor = orElse(factor, 2.0);
    check(factor >= 1 && factor <= 100, "factor", "must be from 1 to 100, and is " + factor);
    max = positive("max", orElse(max, Duration.ofMinutes(10)));
    giveUpAfter = positive("giveUpAfter", orElse(giveUpAfter, Duration.ofDays(3)));
  }

  /** Returns the defaults. */
  public static RetrySettings defaults() {
    return new RetrySettings(null, null, null, null);
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

  /** Returns {@code giveUpAfter} as people write it: {@code 72h}, {@code 90s}. */
  public String giveUpAfterText() {
    long hours = giveUpAfter.toHours();
    return giveUpAfter.equals(Duration.ofHours(hours))
        ? hours + "h"
        : giveUpAfter.toSeconds() + "s";
  }

  /** Returns whether a message made then is given up by now. */
  public boolean isOver(Instant made, Instant now) {
    return !made.plus(giveUpAfter).isAfter(now);
  }
}
