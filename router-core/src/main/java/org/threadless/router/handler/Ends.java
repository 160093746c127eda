package org.threadless.router.handler;

import java.util.function.IntPredicate;

/** What a part of a text loses at its ends. */
final class Ends {

  private Ends() {}

  /** Returns a part without the characters at its ends that are to go. */
  static String trimmed(String text, int start, int end, IntPredicate goes) {
    int first = start;
    while (first < end && goes.test(text.codePointAt(first))) {
      first += Character.charCount(text.codePointAt(first));
    }
    int last = end;
    while (last > first && goes.test(text.codePointBefore(last))) {
      last -= Character.charCount(text.codePointBefore(last));
    }
    // An emoji keeps what says how it looks.
    while (last > first && last < end && Characters.isVariation(text.codePointAt(last))) {
      last += Character.charCount(text.codePointAt(last));
    }
    return text.substring(first, last);
  }
}
