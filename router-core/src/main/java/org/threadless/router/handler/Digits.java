package org.threadless.router.handler;

/** The decimal digits of all scripts. */
public final class Digits {

  private Digits() {}

  /**
   * Returns a text with the decimal digits of every script (Arabic, Devanagari and so on) written
   * as {@code 0} to {@code 9}, and all else as it is. For what an app has asked for as a number.
   */
  public static String toAscii(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder(text.length());
    text.codePoints().map(Digits::toAscii).forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  static int toAscii(int c) {
    return c >= 0x80 && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c;
  }

  /** Returns whether a text has nothing but ASCII digits, and at least one. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
