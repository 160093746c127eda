package org.threadless.router.handler;

import java.util.List;

/**
 * A text as keywords and patterns are compared with it: without what nobody sees, every space a
 * plain one, the digits of every script those of ASCII, and in NFC. Case is left as it is.
 */
final class Folded {

  /** Before it is nothing that joins, and every character has one form. */
  private static final int FIRST_JOINING = 0x300;

  private static final int NO_BREAK_SPACE = 0xA0;
  private static final int SOFT_HYPHEN = 0xAD;

  private final String original;
  private final List<String> readings;
  private final Places places;

  /** Tells where in the original that begins which stands at a place of the folded text. */
  @FunctionalInterface
  interface Places {

    int of(int place);
  }

  Folded(String original, List<String> readings, Places places) {
    this.original = original;
    this.readings = readings;
    this.places = places;
  }

  /** Folds a text, in a time that grows with its length only. */
  static Folded of(String text) {
    return isFolded(text)
        ? new Folded(text, List.of(text), place -> place)
        : new FoldedText(text).folded();
  }

  private static boolean isFolded(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST_JOINING || c == NO_BREAK_SPACE || c == SOFT_HYPHEN) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return readings.get(0);
  }

  /** Returns one or two ways to read it, of the same length; see {@link GreekCapitals}. */
  List<String> readings() {
    return readings;
  }

  /** Returns a part as it came, without what nobody sees at its ends. */
  String original(int start, int end) {
    return Ends.trimmed(original, places.of(start), places.of(end), Characters::isIgnorable);
  }

  /** Returns what follows a place as it came, without blanks and what nobody sees at its ends. */
  String rest(int start) {
    return Ends.trimmed(
        original,
        places.of(start),
        original.length(),
        c -> Characters.isBlank(c) || Characters.isIgnorable(c));
  }
}
