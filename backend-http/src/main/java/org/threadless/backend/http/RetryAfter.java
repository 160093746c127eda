package org.threadless.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the {@code Retry-After} field of an answer: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  private RetryAfter() {}

  /** Returns how long to wait from now; empty where the value is neither form. Never negative. */
  static Optional<Duration> parse(String value, InstantSource clock) {
    try {
      return Optional.of(atLeastZero(Duration.ofSeconds(Long.parseLong(value.trim()))));
    } catch (NumberFormatException e) {
      return parseDate(value.trim(), clock);
    }
  }

  private static Optional<Duration> parseDate(String value, InstantSource clock) {
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Optional.of(atLeastZero(Duration.between(clock.instant(), until)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration atLeastZero(Duration wait) {
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
