package org.threadless.server.config.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 0.5s}, {@code 10m}, {@code 1d}. */
public final class Durations {

  private static final Pattern FORM =
      Pattern.compile("(?<seconds>\\d+(\\.\\d+)?s)|(?<amount>\\d+)(?<unit>ms|m|h|d)");

  /** Any longer one is a slip, and would overflow where it is counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private Durations() {}

  /**
   * Throws {@link IllegalArgumentException} for anything that is not such a duration, or is longer
   * than ten years.
   */
  public static Duration parse(String text) {
    Duration duration = read(text);
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("too long a duration");
    }
    return duration;
  }

  private static Duration read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    try {
      if ("ms".equals(matcher.group("unit"))) {
        return Duration.ofMillis(Long.parseLong(matcher.group("amount")));
      }
      return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("too long a duration", e);
    }
  }
}
