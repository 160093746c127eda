package org.threadless.router.handler;

import java.util.List;

/**
 * Greek as phones write it: GSM 7-bit has only those ten Greek capitals that do not look like Latin
 * ones, and Latin capitals stand for the others.
 */
final class GreekCapitals {

  private static final String LATIN = "ABEZHIKMNOPTYX";
  private static final String GREEK =
      "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7";

  private GreekCapitals() {}

  /** Returns a text, and where it has Greek capitals also how it reads with those of Latin. */
  static List<String> readings(String text) {
    boolean greek = text.chars().anyMatch(Characters::isGreekCapital);
    return greek ? List.of(text, greek(text)) : List.of(text);
  }

  /** Returns a text with those words in Greek that have no letters but such capitals. */
  private static String greek(String text) {
    StringBuilder reading = new StringBuilder(text);
    int start = 0;
    while (start < text.length()) {
      int end = start;
      boolean greek = true;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        greek &= isGreek(text.charAt(end));
        end++;
      }
      for (int i = start; greek && i < end; i++) {
        reading.setCharAt(i, toGreek(text.charAt(i)));
      }
      start = end + 1;
    }
    return reading.toString();
  }

  private static boolean isGreek(char c) {
    return LATIN.indexOf(c) >= 0 || Characters.isGreekCapital(c);
  }

  private static char toGreek(char c) {
    int at = LATIN.indexOf(c);
    return at < 0 ? c : GREEK.charAt(at);
  }
}
