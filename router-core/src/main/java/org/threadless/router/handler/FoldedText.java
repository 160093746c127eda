package org.threadless.router.handler;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;

/** Folds one text, character by character: each with all that joins it. */
final class FoldedText {

  /**
   * As many as Unicode's Stream-Safe Text Format allows. To sort more of them would take a time
   * that grows with the square of their number.
   */
  private static final int MOST_JOINED = 30;

  private final String original;
  private final boolean normal;
  private final StringBuilder text;
  private int[] places;

  FoldedText(String original) {
    this.original = original;
    this.normal = isNormal(original);
    this.text = new StringBuilder(original.length());
    this.places = new int[original.length() + 1];
  }

  Folded folded() {
    StringBuilder character = new StringBuilder();
    int start = 0;
    int end = 0;
    int joined = 0;
    while (end < original.length()) {
      int c = original.codePointAt(end);
      int next = end + Character.charCount(c);
      if (!Characters.isIgnorable(c)) {
        boolean joins = joined < MOST_JOINED && Characters.joins(c);
        if (!joins) {
          add(character, start, end);
          start = end;
        }
        joined = joins ? joined + 1 : 0;
        character.appendCodePoint(folded(c));
      }
      end = next;
    }
    add(character, start, end);
    place(text.length(), end);
    int[] all = places;
    return new Folded(original, GreekCapitals.readings(text.toString()), place -> all[place]);
  }

  /** Adds a character that begins and ends at these places of the original. */
  private void add(StringBuilder character, int start, int end) {
    String composed =
        normal || isAscii(character)
            ? character.toString()
            : Normalizer.normalize(character, Form.NFC);
    for (int i = 0; i < composed.length(); i++) {
      // No part of it is by itself in the original: whoever takes the first takes them all.
      place(text.length() + i, i == 0 ? start : end);
    }
    text.append(composed);
    character.setLength(0);
  }

  private void place(int at, int place) {
    if (at == places.length) {
      places = Arrays.copyOf(places, 2 * at);
    }
    places[at] = place;
  }

  private static int folded(int c) {
    return Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : Digits.toAscii(c);
  }

  private static boolean isAscii(CharSequence character) {
    return character.length() == 1 && character.charAt(0) < 0x80;
  }

  /** Asks for the text as a whole only where nothing joins, so that there is nothing to sort. */
  private static boolean isNormal(String text) {
    return text.codePoints().noneMatch(Characters::joins)
        && Normalizer.isNormalized(text, Form.NFC);
  }
}
