package org.threadless.router.handler;

import java.util.stream.Collectors;
import org.threadless.router.text.AnyCase;

/**
 * A word in every case of its letters, in no language: the Turkish dotless i is an i, and the
 * German sharp s two of s.
 *
 * @param folded what all of its cases have in common
 */
record Caseless(String folded) {

  static Caseless of(String word) {
    return new Caseless(word.codePoints().mapToObj(AnyCase::of).collect(Collectors.joining()));
  }

  /** Returns where the word ends that begins at a place of a text, or -1 if it is not there. */
  int end(String text, int start) {
    int end = start;
    int compared = 0;
    while (compared < folded.length()) {
      if (end == text.length()) {
        return -1;
      }
      int c = text.codePointAt(end);
      if (c < 0x80) {
        if (folded.charAt(compared) != Character.toLowerCase((char) c)) {
          return -1;
        }
        compared++;
      } else {
        String next = AnyCase.of(c);
        if (!folded.startsWith(next, compared)) {
          return -1;
        }
        compared += next.length();
      }
      end += Character.charCount(c);
    }
    return end;
  }
}
