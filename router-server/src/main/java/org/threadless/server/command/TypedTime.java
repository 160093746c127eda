package org.threadless.server.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/**
 * Reads times that somebody has typed.
 *
 * @param option what they are typed after
 * @param zone the time zone of those that have no offset
 */
record TypedTime(String option, ZoneId zone) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME;

  /** Reads a time. */
  Instant moment(String text) {
    try {
      return read(text);
    } catch (DateTimeParseException e) {
      throw new UserException(
          option + " is not a time such as 2026-12-01T09:00 or 2026-12-01T09:00+03:00: " + text, e);
    }
  }

  /** Reads a time, or a day: when it begins. */
  Instant momentOrDay(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : read(text);
    } catch (DateTimeParseException e) {
      throw new UserException(
          option + " is not a time such as 2026-01-31 or 2026-01-31T15:30:00Z: " + text, e);
    }
  }

  private Instant read(String text) {
    TemporalAccessor read = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime time ? time.toInstant() : of((LocalDateTime) read, text);
  }

  private Instant of(LocalDateTime time, String text) {
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      throw new UserException(
          option
              + " is a time that "
              + zone
              + " does not have, since clocks are put forward: "
              + text);
    }
    return time.atZone(zone).toInstant();
  }
}
