package org.threadless.backend.http.value;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;

/**
 * Where a time stands, and how it is written.
 *
 * @param at its place; of several the first that is there counts
 * @param as {@code iso} as in 2026-01-31T15:30:00Z, {@code seconds} or {@code millis} since 1970,
 *     or a pattern of Java's {@link DateTimeFormatter}; without a zone it is UTC. Default {@code
 *     iso}
 */
public record TimeSettings(OneOrMore<ValuePath> at, String as) {

  private static final String ISO = "iso";
  private static final String SECONDS = "seconds";
  private static final String MILLIS = "millis";

  // Zones come as Z, +00:00, +0000 and +00.
  private static final DateTimeFormatter ANY_ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** Refuses what is no place, and no pattern. */
  public TimeSettings {
    Settings.required("at", at);
    as = Settings.notBlank("as", Settings.orElse(as, ISO));
    formatter(as);
  }

  /** Returns what stands there, whether it is a time or not. */
  public Optional<String> written(Values values) {
    return ValuePath.first(at.all(), values);
  }

  /** Returns the time that is written so; empty where it is none, or none of 1970 to 9999. */
  public Optional<Instant> read(String written) {
    try {
      Instant time = parsed(written.strip());
      return time.isBefore(FIRST) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Instant parsed(String written) {
    return switch (as) {
      case SECONDS -> ofSeconds(new BigDecimal(written));
      case MILLIS -> ofSeconds(new BigDecimal(written).movePointLeft(3));
      default ->
          inZone(formatter(as).parseBest(written, OffsetDateTime::from, LocalDateTime::from));
    };
  }

  // A number such as 1E999999999 would take all memory to be written out.
  private static Instant ofSeconds(BigDecimal seconds) {
    if (seconds.precision() - (long) seconds.scale() > 18 || seconds.scale() > 18) {
      throw new ArithmeticException("no time");
    }
    long whole = seconds.longValue();
    return Instant.ofEpochSecond(
        whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
  }

  private static Instant inZone(TemporalAccessor time) {
    return time instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
  }

  private static DateTimeFormatter formatter(String as) {
    if (as.equals(ISO) || as.equals(SECONDS) || as.equals(MILLIS)) {
      return ANY_ISO;
    }
    try {
      return DateTimeFormatter.ofPattern(as, Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "as",
          "must be iso, seconds, millis, or a pattern such as yyyy-MM-dd HH:mm:ss, and is " + as);
    }
  }
}
