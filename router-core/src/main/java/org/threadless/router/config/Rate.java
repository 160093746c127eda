package org.threadless.router.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many in a time: {@code 10/s}, {@code 5/m}, {@code 300/h}.
 *
 * @param count 1 to 100,000
 * @param per the time
 */
public record Rate(int count, Duration per) {

  private static final int MOST = 100_000;

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/([smh])");

  private static final Map<String, Duration> TIMES =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  /** Refuses what is out of range. */
  public Rate {
    if (count < 1 || count > MOST || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("must be from 1 to " + MOST + " in a time");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where the text is none; its message goes on from a key
   */
  public static Rate valueOf(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches() || isNone(Integer.parseInt(matcher.group(1)))) {
      throw new IllegalArgumentException(
          "must be a number from 1 to 100000 in a second, a minute or an hour, as 10/s, 5/m, 300/h");
    }
    return new Rate(Integer.parseInt(matcher.group(1)), TIMES.get(matcher.group(2)));
  }

  private static boolean isNone(int count) {
    return count < 1 || count > MOST;
  }

  /** Returns it as it is written: {@code 300/h}. */
  @Override
  public String toString() {
    return TIMES.entrySet().stream()
        .filter(unit -> unit.getValue().equals(per))
        .findFirst()
        .map(unit -> count + "/" + unit.getKey())
        .orElseGet(() -> count + " in " + per.toSeconds() + " s");
  }

  /** Returns the time from one to the next. */
  public Duration interval() {
    return per.dividedBy(count);
  }
}
