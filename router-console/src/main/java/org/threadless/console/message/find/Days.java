package org.threadless.console.message.find;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/** Days that are often looked at, as one counts them from today. */
enum Days {
  /** Today. */
  TODAY("today", "today", 0, 1),
  /** The day before. */
  YESTERDAY("yesterday", "yesterday", -1, 0),
  /** Today and the six days before. */
  WEEK("week", "the last 7 days", -6, 1),
  /** Today and the 29 days before. */
  MONTH("month", "the last 30 days", -29, 1);

  private final String written;
  private final String label;
  private final int first;
  private final int end;

  Days(String written, String label, int first, int end) {
    this.written = written;
    this.label = label;
    this.first = first;
    this.end = end;
  }

  /**
   * Returns those of a name.
   *
   * @throws IllegalArgumentException where there are none
   */
  static Days of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.written.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be today, yesterday, week or month"));
  }

  /** Returns the name by which {@link #of} knows them. */
  String written() {
    return written;
  }

  /** Returns what people call them. */
  String label() {
    return label;
  }

  /** Returns when they begin. */
  Instant begin(LocalDate today, ZoneId zone) {
    return today.plusDays(first).atStartOfDay(zone).toInstant();
  }

  /** Returns when they are over; empty where today is one of them. */
  Optional<Instant> end(LocalDate today, ZoneId zone) {
    return end > 0
        ? Optional.empty()
        : Optional.of(today.plusDays(end).atStartOfDay(zone).toInstant());
  }
}
