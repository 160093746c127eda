package org.threadless.console.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as pages show it: in UTC, until a script puts that of the reader's zone in its place.
 *
 * @param iso for machines, to the second
 * @param shown for people
 */
public record Moment(String iso, String shown) {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH);

  /** Returns how a time is shown. */
  public static Moment of(Instant time) {
    return new Moment(
        time.truncatedTo(ChronoUnit.SECONDS).toString(),
        SHOWN.format(time.atOffset(ZoneOffset.UTC)));
  }
}
