package org.threadless.api.call;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.threadless.router.text.WrittenUuid;

/**
 * Reads values as the API writes them. Each method throws an {@link IllegalArgumentException} where
 * there is none, whose message goes on after the name of the field.
 */
public final class Written {

  private static final String NO_TIME =
      "must be a time with its offset, such as 2027-01-31T08:00:00+03:00; in a URL the + must be"
          + " encoded";

  private Written() {}

  /** Returns one of our ids (RFC 9562, 4). */
  public static UUID id(String value) {
    return WrittenUuid.parse(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be an id such as 0190a5f0-3c1e-7d2a-9f00-1b2c3d4e5f60"));
  }

  /** Returns a time with its offset, which has a year of four digits (RFC 3339, 5.6). */
  public static Instant time(String value) {
    if (!Character.isDigit(value.isEmpty() ? ' ' : value.charAt(0))) {
      throw new IllegalArgumentException(NO_TIME);
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(NO_TIME, e);
    }
  }
}
