package org.threadless.server.command.typed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/**
 * Reads times that somebody has typed.
 *
 * @param option what they are typed after
 * @param zone the time zone of those that have no offset
 * @param isZoneSaid whether somebody has said so: an offset must be that of the zone then
 */
record TypedTime(String option, ZoneId zone, boolean isZoneSaid) {

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
    return read instanceof OffsetDateTime time ? of(time) : of((LocalDateTime) read, text);
  }

  private Instant of(OffsetDateTime time) {
    Instant meant = time.toInstant();
    ZoneOffset ofZone = zone.getRules().getOffset(meant);
    if (isZoneSaid && !ofZone.equals(time.getOffset())) {
      throw new UserException(
          option
              + " has the offset "
              + time.getOffset()
              + ", and --zone "
              + zone
              + " has "
              + ofZone
              + " then: leave one of them out");
    }
    return meant;
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
