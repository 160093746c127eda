package org.threadless.server.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.threadless.router.message.SendOptions;
import picocli.CommandLine.Option;

/** When a message is sent. */
final class TimeOption {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "Not before then: 2026-12-01T09:00, or with an offset, 2026-12-01T09:00+03:00. One that is"
              + " past is now.")
  private String at;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "The time zone that TIME is meant in, such as Africa/Nairobi; by default that of the"
              + " system, where TIME has no offset. An offset must be that of the zone.")
  private String zone;

  SendOptions options() {
    if (at == null) {
      if (zone != null) {
        throw new UserException("--zone is for --at, which is not there");
      }
      return SendOptions.none();
    }
    return MessageParameters.valid("--at", () -> SendOptions.none().notBefore(time()));
  }

  private Instant time() {
    try {
      TemporalAccessor read = TIME.parseBest(at, OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime time ? of(time) : of((LocalDateTime) read);
    } catch (DateTimeParseException e) {
      throw new UserException(
          "--at is not a time such as 2026-12-01T09:00 or 2026-12-01T09:00+03:00: " + at, e);
    }
  }

  private Instant of(OffsetDateTime time) {
    Instant meant = time.toInstant();
    ZoneOffset ofZone = zone().getRules().getOffset(meant);
    if (zone != null && !ofZone.equals(time.getOffset())) {
      throw new UserException(
          "--at has the offset "
              + time.getOffset()
              + ", and --zone "
              + zone
              + " has "
              + ofZone
              + " then: leave one of them out");
    }
    return meant;
  }

  private Instant of(LocalDateTime time) {
    if (zone().getRules().getValidOffsets(time).isEmpty()) {
      throw new UserException(
          "--at is a time that " + zone() + " does not have, since clocks are put forward: " + at);
    }
    return time.atZone(zone()).toInstant();
  }

  private ZoneId zone() {
    try {
      return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new UserException("--zone is not a time zone such as Africa/Nairobi: " + zone, e);
    }
  }

  /** Returns a time as it is read here. */
  String shown(Instant time) {
    ZonedDateTime here = time.truncatedTo(ChronoUnit.SECONDS).atZone(zone());
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(here) + " (" + here.getZone() + ")";
  }
}
