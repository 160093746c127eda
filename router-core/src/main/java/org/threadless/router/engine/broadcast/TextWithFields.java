package org.threadless.router.engine.broadcast;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.router.text.Printable;

/**
 * A text in which {@code {name}} stands for a field of each recipient, whose name is compared
 * without case. Two braces that open are one that is written.
 */
public final class TextWithFields {

  private static final int LONGEST_SHOWN = 50;

  // A brace that is written, or a name, or a brace that nothing closes.
  private static final Pattern PART = Pattern.compile("\\{\\{|\\{([^{}]*)\\}|\\{");

  private final String text;
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException where a brace is not closed; its message goes on after the
   *     name of the field
   */
  public TextWithFields(String text) {
    this.text = text;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (part.group(1) != null) {
        names.add(part.group(1).strip());
      } else if (part.group().length() == 1) {
        throw new IllegalArgumentException(
            "has a brace that is not closed, as in {name}; write {{ for a brace");
      }
    }
  }

  /** Returns a name that stands in it and that is none of these; empty where all are. */
  public Optional<String> missing(Map<String, String> fields) {
    Map<String, String> known = anyCase(fields);
    return names.stream()
        .filter(name -> !known.containsKey(name))
        .map(name -> "{" + Printable.of(name, LONGEST_SHOWN) + "}")
        .findFirst();
  }

  /** Returns what it says with these fields, all of which it needs are there. */
  public String with(Map<String, String> fields) {
    Map<String, String> known = anyCase(fields);
    return PART.matcher(text)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    part.group(1) == null ? "{" : known.get(part.group(1).strip())));
  }

  private static Map<String, String> anyCase(Map<String, String> fields) {
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(fields);
    return known;
  }
}
