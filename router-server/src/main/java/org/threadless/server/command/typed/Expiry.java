package org.threadless.server.command.typed;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.threadless.server.config.record.Durations;

/** The end of a token's time on the command line: a day, or a time from now. */
public record Expiry(Instant instant) {

  /** Reads one, and fails where it is none or past. */
  public static Expiry of(String written) {
    Instant now = Instant.now();
    Instant end = written.contains("-") ? beginning(written) : now.plus(duration(written));
    if (!end.isAfter(now)) {
      throw new UserException("--expires is past: " + written + "; it is " + shown(now) + " now");
    }
    return new Expiry(end.truncatedTo(ChronoUnit.SECONDS));
  }

  private static Instant beginning(String day) {
    try {
      return LocalDate.parse(day).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException e) {
      throw unreadable(day, e);
    }
  }

  private static Duration duration(String written) {
    try {
      return Durations.parse(written);
    } catch (IllegalArgumentException e) {
      throw unreadable(written, e);
    }
  }

  private static UserException unreadable(String written, Exception cause) {
    return new UserException(
        "--expires is not a day such as 2027-01-31, or a time of at most ten years such as 90d: "
            + written,
        cause);
  }

  /** Returns a time as it is read here. */
  public static String shown(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
  }
}
