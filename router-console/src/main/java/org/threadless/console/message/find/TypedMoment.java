package org.threadless.console.message.find;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads times that somebody has typed into a page, or written into its address. */
final class TypedMoment {

  // What every database takes.
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final DateTimeFormatter WITH_TIME = DateTimeFormatter.ISO_DATE_TIME;

  // As a field of the type datetime-local takes it.
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private TypedMoment() {}

  /**
   * Reads a time, with or without its offset, or a day: when it begins.
   *
   * @param zone of what has no offset
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  static Instant read(String typed, ZoneId zone) {
    Instant read = parsed(typed, zone);
    if (read.isBefore(Instant.EPOCH) || !read.isBefore(END)) {
      throw new IllegalArgumentException("must be in a year from 1970 to 9999");
    }
    return read;
  }

  private static Instant parsed(String typed, ZoneId zone) {
    try {
      if (typed.indexOf('T') < 0) {
        return LocalDate.parse(typed).atStartOfDay(zone).toInstant();
      }
      TemporalAccessor read = WITH_TIME.parseBest(typed, OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime time
          ? time.toInstant()
          : ((LocalDateTime) read).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a day or a time such as 2026-01-31 or 2026-01-31T15:30", e);
    }
  }

  /** Returns a time as a field of a page holds it. */
  static String field(Instant time, ZoneId zone) {
    return FIELD.format(time.atZone(zone));
  }

  /**
   * Reads a time zone.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  static ZoneId zone(String typed) {
    try {
      return ZoneId.of(typed.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as Africa/Nairobi", e);
    }
  }
}
