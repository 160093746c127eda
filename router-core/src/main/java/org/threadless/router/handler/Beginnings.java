package org.threadless.router.handler;

import java.util.Optional;
import java.util.regex.Matcher;

/** What can be told of the texts that a pattern matches by looking at how they begin. */
final class Beginnings {

  private static final String SPECIAL = "\\^$.|?*+()[]{}";
  private static final String QUANTIFIERS = "?*+{";

  private Beginnings() {}

  /** Returns whether a pattern matches every text that begins with {@code start}. */
  static boolean taken(PatternHandler pattern, String start) {
    Matcher matcher = pattern.pattern().matcher(Folded.of(start).text());
    // requireEnd: more text could undo the match, as after a $.
    return matcher.lookingAt() && !matcher.requireEnd();
  }

  /** Returns what every text that a pattern matches begins with, where that can be told. */
  static Optional<String> certain(PatternHandler pattern) {
    String regex = pattern.pattern().pattern();
    int end = 0;
    while (end < regex.length() && SPECIAL.indexOf(regex.charAt(end)) < 0) {
      end++;
    }
    if (end < regex.length() && QUANTIFIERS.indexOf(regex.charAt(end)) >= 0) {
      end--;
    }
    // With an alternative, a match may begin in another way.
    return regex.contains("|") || end <= 0
        ? Optional.empty()
        : Optional.of(regex.substring(0, end));
  }
}
