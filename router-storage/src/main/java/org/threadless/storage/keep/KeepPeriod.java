package org.threadless.storage.keep;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long something is kept, by the calendar: {@code 90d}, {@code 8w}, {@code 6mo}, {@code 2y}.
 *
 * @param period of days, of months or of years; at least a day and at most a hundred years
 */
public record KeepPeriod(Period period) implements Comparable<KeepPeriod> {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})(d|w|mo|y)");
  private static final int LONGEST_YEARS = 100;

  // Any day will do for saying which of two is longer.
  private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

  /** Refuses one that is too short or too long. */
  public KeepPeriod {
    Objects.requireNonNull(period, "period");
    LocalDate end = SOME_DAY.plus(period);
    if (!end.isAfter(SOME_DAY) || end.isAfter(SOME_DAY.plusYears(LONGEST_YEARS))) {
      throw new IllegalArgumentException("must be from 1d to " + LONGEST_YEARS + "y");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it is none; says what it must be
   */
  public static KeepPeriod valueOf(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      // Elsewhere in the file, m is minutes.
      throw new IllegalArgumentException(
          "must be days, weeks, months or years, such as 90d, 8w, 6mo or 2y");
    }
    int amount = Integer.parseInt(matcher.group(1));
    return new KeepPeriod(
        switch (matcher.group(2)) {
          case "d" -> Period.ofDays(amount);
          case "w" -> Period.ofWeeks(amount);
          case "mo" -> Period.ofMonths(amount);
          default -> Period.ofYears(amount);
        });
  }

  /** Returns the moment before which all is older at a time, by the calendar of a zone. */
  public Instant before(Instant now, ZoneId zone) {
    return now.atZone(zone).minus(period).toInstant();
  }

  @Override
  public int compareTo(KeepPeriod other) {
    return SOME_DAY.plus(period).compareTo(SOME_DAY.plus(other.period));
  }

  /** Returns it in words: {@code 90 days}. */
  public String inWords() {
    if (period.getYears() > 0) {
      return words(period.getYears(), "year");
    }
    return period.getMonths() > 0
        ? words(period.getMonths(), "month")
        : words(period.getDays(), "day");
  }

  private static String words(int amount, String unit) {
    return String.format(Locale.ROOT, "%d %s%s", amount, unit, amount == 1 ? "" : "s");
  }
}
