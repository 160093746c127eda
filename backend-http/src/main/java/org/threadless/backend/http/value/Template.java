package org.threadless.backend.http.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
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

  // Stands where a place is while the template is taken apart.
  private static final String PLACE = "\0";

  private final String written;
  private final List<String> places = new ArrayList<>();

  // What stands before, between and after the places: one more than there are of them.
  private final List<String> texts;

  private Template(String written) {
    this.written = written;
    StringSubstitutor substitutor =
        new StringSubstitutor(this::place, "{", "}", PLAIN)
            .setDisableSubstitutionInValues(true)
            .setValueDelimiterMatcher(null);
    this.texts = List.of(substitutor.replace(written).split(PLACE, -1));
  }

  private String place(String name) {
    places.add(name);
    return PLACE;
  }

  /**
   * Returns the template that is written like this. Any text is one.
   *
   * @throws IllegalArgumentException where it holds U+0000
   */
  public static Template valueOf(String written) {
    if (written.contains(PLACE)) {
      throw new IllegalArgumentException("must not hold the character U+0000");
    }
    return new Template(written);
  }

  /** Returns the names of its places, in their order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(places));
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
    StringBuilder filled = new StringBuilder(texts.get(0));
    for (int i = 0; i < places.size(); i++) {
      Optional<String> value = values.apply(places.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      filled.append(encode.apply(value.get())).append(texts.get(i + 1));
    }
    return Optional.of(filled.toString());
  }

  /** Returns the text with values as they are in all places. */
  public Optional<String> fill(Function<String, Optional<String>> values) {
    return fill(values, value -> value);
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
