package org.threadless.backend.http.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.text.Printable;

/** What must hold of a request or an answer: values at places, each one of some. */
public final class Conditions {

  // Of a value that is shown.
  private static final int LONGEST = 60;

  private final Map<ValuePath, OneOrMore<String>> expected;

  private Conditions(Map<ValuePath, OneOrMore<String>> expected) {
    this.expected = expected;
  }

  /**
   * Returns the conditions that are written as a map of paths and values.
   *
   * @param component the setting, for what is said where a path is none
   * @param written none of them is met by everything
   */
  public static Conditions of(String component, Map<String, OneOrMore<String>> written) {
    Map<ValuePath, OneOrMore<String>> expected = new LinkedHashMap<>();
    written.forEach((path, values) -> expected.put(ValuePath.ofKey(component, path), values));
    return new Conditions(expected);
  }

  /** Returns those that are not met, each as the rest of a sentence: {@code /type must be ...}. */
  public List<String> unmet(Values values) {
    return expected.entrySet().stream()
        .filter(
            entry -> entry.getKey().in(values).filter(entry.getValue().all()::contains).isEmpty())
        .map(entry -> unmet(entry.getKey(), entry.getValue().all(), values))
        .toList();
  }

  private static String unmet(ValuePath path, List<String> right, Values values) {
    return path
        + " must be "
        + String.join(" or ", right)
        + path.in(values)
            .map(value -> ", and is " + Printable.of(value, LONGEST))
            .orElse(", and is missing");
  }

  /** Returns whether all of them are met. */
  public boolean hold(Values values) {
    return expected.entrySet().stream()
        .allMatch(
            entry ->
                entry.getKey().in(values).filter(entry.getValue().all()::contains).isPresent());
  }
}
