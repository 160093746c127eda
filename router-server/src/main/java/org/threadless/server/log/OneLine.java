package org.threadless.server.log;

import java.util.regex.Pattern;

/**
 * Makes of any text one that cannot end its line, move the cursor or turn what follows around: what
 * strangers send must not look like a line of ours.
 */
final class OneLine {

  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x0B\\f\\x85\\u2028\\u2029]+");
  // Controls, halves of characters, and what changes the direction of text.
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}&&[^\\t]]|\\p{Cs}|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final int LONGEST = 4000;

  private OneLine() {}

  /** Leaves out what is longer than anybody reads. */
  static String of(String text) {
    String line = LINE_ENDS.matcher(cut(text)).replaceAll(" | ");
    return UNSEEN.matcher(line).replaceAll(match -> escaped(match.group()));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (cut)";
  }

  private static String escaped(String unseen) {
    return String.format("<U+%04X>", unseen.codePointAt(0));
  }
}
