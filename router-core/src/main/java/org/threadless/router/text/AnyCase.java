package org.threadless.router.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Letters in every case of theirs, in no language: the Turkish dotless i is an i, and the German
 * sharp s two of s.
 */
public final class AnyCase {

  private AnyCase() {}

  /** Returns what all the ways have in common in which a text may be written, composed or not. */
  public static String of(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .mapToObj(AnyCase::of)
        .collect(Collectors.joining());
  }

  /** Returns what all cases of a letter have in common. */
  public static String of(int letter) {
    StringBuilder lower = new StringBuilder();
    // Some capitals, like that of the sharp s, have themselves no other.
    Character.toString(Character.toLowerCase(letter))
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(lower::appendCodePoint);
    return lower.toString();
  }
}
