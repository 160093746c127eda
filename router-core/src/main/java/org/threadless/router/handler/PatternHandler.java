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
            regex,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS),
        action);
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    Matcher matcher = pattern.matcher(message.text());
    boolean matched = matcher.lookingAt();
    if (matched) {
      action.answer(message, groups(matcher));
    }
    return matched;
  }

  private static List<String> groups(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount())
        .mapToObj(matcher::group)
        .map(group -> Objects.requireNonNullElse(group, ""))
        .toList();
  }

  /** Returns the pattern, for people. */
  @Override
  public String toString() {
    return "pattern '" + pattern + "'";
  }
}
