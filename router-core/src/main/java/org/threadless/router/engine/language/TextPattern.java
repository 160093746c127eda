package org.threadless.router.engine.language;

import com.ibm.icu.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A text with places for what is told. An apostrophe is one, wherever it stands; a brace or a
 * {@code #} with one before and one after it is itself. Safe for any thread.
 */
final class TextPattern {

  private static final Pattern APOSTROPHES = Pattern.compile("(?:'[{}#]')+|''|'");

  private final String text;
  private final Locale language;
  private MessageFormat format;

  TextPattern(String text, Locale language) {
    this.text = text;
    this.language = language;
  }

  /** Returns what is told, where each place stands for the argument of its number. */
  String say(List<Object> arguments) throws UnusableTextException {
    if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
      return text.replace("''", "'");
    }
    for (String place : places()) {
      if (Integer.parseInt(place) >= arguments.size()) {
        throw new UnusableTextException(
            "asks for {" + place + "}, and is given " + arguments.size(), null);
      }
    }
    return format(arguments.toArray());
  }

  // It keeps what it works with in fields of its own.
  private synchronized String format(Object[] arguments) throws UnusableTextException {
    try {
      return format.format(arguments);
    } catch (IllegalArgumentException e) {
      throw new UnusableTextException("does not go with what it is given: " + e.getMessage(), e);
    }
  }

  /** Returns the numbers of its places. */
  synchronized Set<String> places() throws UnusableTextException {
    if (format == null) {
      format = parsed();
    }
    return new TreeSet<>(format.getArgumentNames());
  }

  private MessageFormat parsed() throws UnusableTextException {
    MessageFormat parsed;
    try {
      parsed = new MessageFormat(quoted(text), language);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new UnusableTextException("is malformed: " + e.getMessage(), e);
    }
    if (parsed.usesNamedArguments()) {
      throw new UnusableTextException(
          "has a place with a name: places have numbers, {0} is the first", null);
    }
    return parsed;
  }

  /** Writes it as the library has it, which takes an apostrophe before a brace for no text. */
  private static String quoted(String text) {
    return APOSTROPHES
        .matcher(text)
        .replaceAll(
            found -> {
              String inner = found.group().replace("'", "");
              return inner.isEmpty() ? "''" : "'" + inner + "'";
            });
  }
}
