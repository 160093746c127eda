package org.threadless.router.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The parts that the phone network carries a text in, each paid for as one message. Neither a
 * surrogate pair nor an escape sequence of GSM 7-bit is split between two of them.
 *
 * @param coding how all of them are carried
 * @param units the length of the whole text, in units of the coding
 * @param parts the text in pieces, in their order; one, and it empty, for an empty text
 */
public record Segments(Coding coding, int units, List<String> parts) {

  /** Copies the list. */
  public Segments {
    Objects.requireNonNull(coding, "coding");
    parts = List.copyOf(parts);
  }

  /** Returns the parts of a text in GSM 7-bit where that has all of its characters, else UCS-2. */
  public static Segments of(String text) {
    return of(text, Gsm7.holds(text) ? Coding.GSM_7 : Coding.UCS_2);
  }

  /**
   * Returns the parts of a text in a given coding. A character that GSM 7-bit lacks counts as one
   * septet there, since gateways put {@code ?} in its place.
   */
  public static Segments of(String text, Coding coding) {
    int units = text.codePoints().map(coding::units).sum();
    boolean alone = units <= coding.unitsAlone();
    return new Segments(
        coding, units, alone ? List.of(text) : split(text, coding, coding.unitsJoined()));
  }

  /** Returns how many parts there are. */
  public int count() {
    return parts.size();
  }

  /**
   * Returns as much of the text, from its start, as fits into this many parts in this coding.
   *
   * @param max at least 1
   */
  public String first(int max) {
    if (count() <= max) {
      return String.join("", parts);
    }
    // A part that is alone needs no header, and so holds more than the first of several.
    return max == 1
        ? split(String.join("", parts), coding, coding.unitsAlone()).get(0)
        : String.join("", parts.subList(0, max));
  }

  private static List<String> split(String text, Coding coding, int limit) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int units = coding.units(codePoint);
      if (used + units > limit) {
        parts.add(text.substring(start, i));
        start = i;
        used = 0;
      }
      used += units;
      i += Character.charCount(codePoint);
    }
    parts.add(text.substring(start));
    return parts;
  }
}
