package org.threadless.http.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.http.HttpDateTime;

/** Reads the {@code Retry-After} field of an answer: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  // A hundred years: nobody means more. How much of it counts is for the router to say.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private RetryAfter() {}

  /** Returns how long to wait from now; empty where the value is neither form. Never negative. */
  static Optional<Duration> parse(String value, InstantSource clock) {
    try {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value.trim()))));
    } catch (NumberFormatException e) {
      return parseDate(value.trim(), clock);
    }
  }

  private static Optional<Duration> parseDate(String value, InstantSource clock) {
    try {
      return Optional.of(
          bounded(Duration.between(clock.instant(), HttpDateTime.parse(value).toInstant())));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    Duration atLeastZero = wait.isNegative() ? Duration.ZERO : wait;
    return atLeastZero.compareTo(LONGEST) > 0 ? LONGEST : atLeastZero;
  }
}
