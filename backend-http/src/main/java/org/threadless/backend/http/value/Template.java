package org.threadless.backend.http.value;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.commons.text.StringSubstitutor;

/**
 * A text with places for values, {@code {to}}. What comes in is not looked at again; a backslash
 * before the brace makes it a plain one.
 */
public final class Template {

  private static final char PLAIN = '\\';

  private final String written;
  private final Set<String> names = new LinkedHashSet<>();

  private Template(String written) {
    this.written = written;
    substitute(
        name -> {
          names.add(name);
          return "";
        });
  }

  /** Returns the template that is written like this. Any text is one. */
  public static Template valueOf(String written) {
    return new Template(written);
  }

  /** Returns the names of its places, in their order. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  /**
   * Returns the text with values in all places.
   *
   * @param values the value of a name
   * @param encode what a value must go through where it stands, as percent-encoding in a URL
   * @return empty where one of them has no value
   */
  public Optional<String> fill(
      Function<String, Optional<String>> values, UnaryOperator<String> encode) {
    if (names.isEmpty()) {
      return Optional.of(substitute(name -> ""));
    }
    boolean[] absent = new boolean[1];
    String filled =
        substitute(
            name -> {
              Optional<String> value = values.apply(name);
              absent[0] |= value.isEmpty();
              return value.map(encode).orElse("");
            });
    return absent[0] ? Optional.empty() : Optional.of(filled);
  }

  /** Returns the text with values as they are in all places. */
  public Optional<String> fill(Function<String, Optional<String>> values) {
    return fill(values, value -> value);
  }

  private String substitute(UnaryOperator<String> lookUp) {
    return new StringSubstitutor(lookUp::apply, "{", "}", PLAIN)
        .setDisableSubstitutionInValues(true)
        .setValueDelimiterMatcher(null)
        .replace(written);
  }

  /** Returns it as it is written. */
  @Override
  public String toString() {
    return written;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template template && template.written.equals(written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }
}
