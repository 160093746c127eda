package org.threadless.router.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Percent-encoding of bytes, as forms and queries have it. What the bytes mean is not its matter.
 */
public final class PercentCoding {

  private static final String UNRESERVED = "-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCoding() {}

  /** Returns the bytes in letters, digits, {@code - . _ ~} and {@code %XX}; a blank is %20. */
  public static String encode(byte[] bytes) {
    StringBuilder encoded = new StringBuilder(bytes.length * 3);
    for (byte each : bytes) {
      if (isUnreserved(each)) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  /** Returns the bytes of a value, where {@code +} is a blank and a stray {@code %} itself. */
  public static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, 0, bytes.length);
  }

  /**
   * Returns the bytes of the value in a part of what came in, where {@code +} is a blank. A percent
   * sign without two hexadecimal digits after it is itself.
   */
  public static byte[] decode(byte[] encoded, int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte each = encoded[i];
      if (each == '%' && isCode(encoded, i, to)) {
        each = (byte) (HexFormat.fromHexDigit(encoded[i + 1]) << 4);
        each |= (byte) HexFormat.fromHexDigit(encoded[i + 2]);
        i += 2;
      } else if (each == '+') {
        each = ' ';
      }
      decoded[length++] = each;
    }
    return length == decoded.length ? decoded : Arrays.copyOf(decoded, length);
  }

  /** Returns whether a percent sign in that part has no two hexadecimal digits after it. */
  public static boolean hasStrayPercent(byte[] encoded, int from, int to) {
    for (int i = from; i < to; i++) {
      if (encoded[i] == '%' && !isCode(encoded, i, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCode(byte[] encoded, int percent, int to) {
    return percent + 2 < to
        && HexFormat.isHexDigit(encoded[percent + 1])
        && HexFormat.isHexDigit(encoded[percent + 2]);
  }

  private static boolean isUnreserved(byte each) {
    return (each >= '0' && each <= '9')
        || (each >= 'A' && each <= 'Z')
        || (each >= 'a' && each <= 'z')
        || UNRESERVED.indexOf(each) >= 0;
  }
}
