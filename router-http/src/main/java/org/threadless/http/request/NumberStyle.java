package org.threadless.http.request;

import java.util.regex.Pattern;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;

/**
 * How a gateway writes phone numbers. Identities are kept with a plus, so that a phone is the same
 * one by every gateway. A number is 7 to 15 digits that do not start with 0 (ITU-T E.164), with or
 * without a plus, which may have been dialled as 00; short codes, names and whatever else stay as
 * they are. What else there is to be made uniform, {@link Numbers} knows.
 */
public enum NumberStyle {
  /** As the gateway does; identities are what it writes. */
  AS_IS,
  /** {@code +254711222333}. */
  PLUS,
  /** {@code 254711222333}. */
  BARE,
  /**
   * {@code 0711222333}: as it is dialled in the country that the backend's {@code numbers} name;
   * numbers of others, and all where none is named, with a plus.
   */
  NATIONAL;

  private static final Pattern NUMBER = Pattern.compile("\\+?[1-9][0-9]{6,14}");
  private static final Pattern DIALLED = Pattern.compile("00[1-9][0-9]{6,14}");

  /** Returns the identity of a number that the gateway has written. */
  public String incoming(String number) {
    if (this == AS_IS || this == NATIONAL) {
      return number;
    }
    return DIALLED.matcher(number).matches() ? "+" + number.substring(2) : withPlus(number);
  }

  /** Returns what makes those identities uniform that the gateway has written. */
  public Numbers read(Numbers numbers) {
    return came -> {
      Identity read = new Identity(incoming(came.identity().value()));
      return numbers.uniform(new Connection(came.backend(), read));
    };
  }

  /**
   * Returns the identity of a connection as the gateway writes it.
   *
   * @param numbers how identities are made uniform
   */
  public String outgoing(Connection to, Numbers numbers) {
    String identity = to.identity().value();
    return switch (this) {
      case AS_IS -> identity;
      case PLUS -> withPlus(identity);
      case BARE -> withoutPlus(identity);
      case NATIONAL -> numbers.national(to);
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
