package org.threadless.console.broadcast;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a part of a message costs: {@code 0.80 KES}.
 *
 * @param amount more than nothing
 * @param currency as people write it
 */
public record SegmentCost(BigDecimal amount, String currency) {

  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ([^\\p{C}\\p{Z}]{1,10})");

  /** Refuses nulls. */
  public SegmentCost {
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(currency, "currency");
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where the text is none; its message goes on from a key
   */
  public static SegmentCost valueOf(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("must be an amount and a currency, as 0.80 KES");
    }
    return new SegmentCost(new BigDecimal(written.group(1)), written.group(2));
  }

  /** Returns what so many parts cost, for people. */
  String of(long segments) {
    BigDecimal all = amount.multiply(BigDecimal.valueOf(segments));
    return String.format(Locale.ENGLISH, "%,." + all.scale() + "f %s", all, currency);
  }
}
