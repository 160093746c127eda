package org.threadless.router.script;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.message.Identity;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;

/** Reads one line of a script. */
final class LineParser {

  // The shortest possible first part: the line is split at the first < or >.
  // Like the others it can be matched in one way only: the time a line takes grows with its length.
  private static final Pattern MESSAGE = Pattern.compile("([^<>]*)([<>])(=?)(.*)");
  private static final Pattern SEGMENTS = Pattern.compile("(\\d{1,9})\\s+segments?");
  private static final Pattern AT = Pattern.compile("(.*)@(\\d{12})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

  private final int number;
  private final String source;

  private LineParser(int number, String source) {
    this.number = number;
    this.source = source;
  }

  static ScriptLine parse(int number, String source) {
    return new LineParser(number, source).parse();
  }

  private ScriptLine parse() {
    if (source.isEmpty() || source.startsWith("#")) {
      return new ScriptLine.Note(number, source);
    }
    Matcher message = MESSAGE.matcher(source);
    if (!message.matches()) {
      return status();
    }
    String who = message.group(1).strip();
    String equals = message.group(3);
    if (message.group(2).equals(">")) {
      return says(who, (equals + message.group(4)).strip());
    }
    // Directly after the sign: a reply that begins with = has a blank before it.
    return equals.isEmpty()
        ? new ScriptLine.Hears(number, source, identity(who), message.group(4).strip())
        : atMost(who, message.group(4).strip());
  }

  private ScriptLine says(String who, String text) {
    Matcher at = AT.matcher(who);
    return at.matches()
        ? new ScriptLine.Says(
            number, source, identity(at.group(1).strip()), Optional.of(time(at.group(2))), text)
        : new ScriptLine.Says(number, source, identity(who), Optional.empty(), text);
  }

  private ScriptLine atMost(String who, String rest) {
    Matcher segments = SEGMENTS.matcher(rest);
    if (!segments.matches()) {
      throw wrong("after <= comes a number of segments, as in: 1112223333 <= 1 segment");
    }
    return new ScriptLine.AtMost(
        number, source, identity(who), Integer.parseInt(segments.group(1)));
  }

  private ScriptLine status() {
    // From the end: an expression would try each blank of the line with each other.
    String value = lastWord(source);
    String subject = withoutLast(source, value);
    String verb = lastWord(subject);
    String who = withoutLast(subject, verb);
    if (who.isEmpty() || !verb.equals("is")) {
      throw wrong("must be 'identity > text', 'identity < text' or a comment that begins with #");
    }
    if (!statuses().contains(value)) {
      throw wrong(value + " is not a status; it must be one of " + String.join(", ", statuses()));
    }
    return new ScriptLine.HasStatus(number, source, identity(who), value);
  }

  private static String lastWord(String line) {
    int start = line.length();
    while (start > 0 && !Character.isWhitespace(line.charAt(start - 1))) {
      start--;
    }
    return line.substring(start);
  }

  private static String withoutLast(String line, String word) {
    return line.substring(0, line.length() - word.length()).stripTrailing();
  }

  private static SortedSet<String> statuses() {
    return Stream.<Enum<?>>concat(
            Arrays.stream(IncomingStatus.values()), Arrays.stream(OutgoingStatus.values()))
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Identity identity(String value) {
    try {
      return new Identity(value);
    } catch (IllegalArgumentException e) {
      throw wrong("the identity " + e.getMessage());
    }
  }

  private Instant time(String digits) {
    try {
      return LocalDateTime.parse(digits, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw wrong(digits + " is not a time; it must be YYYYMMDDhhmm, as in 202601311530");
    }
  }

  private ScriptSyntaxException wrong(String problem) {
    return new ScriptSyntaxException(number, problem);
  }
}
