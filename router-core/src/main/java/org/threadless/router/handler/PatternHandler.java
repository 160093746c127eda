package org.threadless.router.handler;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.threadless.router.message.IncomingMessage;

/** Handles what a regular expression matches. */
record PatternHandler(Pattern pattern, OnPattern action) implements Handler {

  PatternHandler(String regex, OnPattern action) {
    this(
        Pattern.compile(
            Folded.of(regex).text(),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
        action);
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    Folded folded = Folded.of(message.text());
    for (String reading : folded.readings()) {
      Matcher matcher = pattern.matcher(reading);
      if (matcher.lookingAt()) {
        action.answer(message, groups(matcher, folded));
        return true;
      }
    }
    return false;
  }

  private static List<String> groups(Matcher matcher, Folded folded) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(number -> group(matcher, number, folded))
        .toList();
  }

  private static String group(Matcher matcher, int number, Folded folded) {
    String group = Objects.requireNonNullElse(matcher.group(number), "");
    return group.isEmpty() || Digits.isNumber(group)
        ? group
        : folded.original(matcher.start(number), matcher.end(number));
  }

  /** Returns the pattern, for people. */
  @Override
  public String toString() {
    return "pattern '" + pattern + "'";
  }
}
