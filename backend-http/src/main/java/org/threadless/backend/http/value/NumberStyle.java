package org.threadless.backend.http.value;

import java.util.regex.Pattern;

/**
 * How a gateway writes phone numbers. Identities are kept with a plus, so that a phone is the same
 * one by every gateway. A number is 7 to 15 digits that do not start with 0 (ITU-T E.164), with or
 * without a plus, which may have been dialled as 00; short codes, names and whatever else stay as
 * they are.
 */
public enum NumberStyle {
  /** As the gateway does; identities are what it writes. */
  AS_IS,
  /** {@code +254711222333}. */
  PLUS,
  /** {@code 254711222333}. */
  BARE;

  private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{6,14}");
  private static final Pattern DIALLED = Pattern.compile("00[1-9][0-9]{6,14}");

  /** Returns the identity of a number that the gateway has written. */
  public String incoming(String number) {
    if (this == AS_IS) {
      return number;
    }
    return DIALLED.matcher(number).matches() ? "+" + number.substring(2) : withPlus(number);
  }

  /** Returns an identity as the gateway writes it. */
  public String outgoing(String identity) {
    return switch (this) {
      case AS_IS -> identity;
      case PLUS -> withPlus(identity);
      case BARE -> withoutPlus(identity);
    };
  }

  private static String withPlus(String number) {
    return isNumber(number) && number.charAt(0) != '+' ? "+" + number : number;
  }

  private static String withoutPlus(String number) {
    return isNumber(number) && number.charAt(0) == '+' ? number.substring(1) : number;
  }

  private static boolean isNumber(String written) {
    return NUMBER.matcher(written).matches();
  }
}
