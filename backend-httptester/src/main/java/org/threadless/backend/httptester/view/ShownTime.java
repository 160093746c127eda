package org.threadless.backend.httptester.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as a page shows it: in the server's time zone, until a script of the page puts that of the
 * reader in its place.
 *
 * @param iso for machines, in UTC, to the second
 * @param shown for people
 */
public record ShownTime(String iso, String shown) {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  /** Returns the time of something. */
  public static ShownTime of(Instant time) {
    return new ShownTime(
        time.truncatedTo(ChronoUnit.SECONDS).toString(),
        SHOWN.format(time.atZone(ZoneId.systemDefault())));
  }
}
