package org.threadless.backend.http.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.config.OneOrMore;

/** What must hold of a request or an answer: values at places, each one of some. */
public final class Conditions {

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

  /**
   * One that is not met.
   *
   * @param path where something else stands, or nothing
   * @param expected what must stand there, one of these
   */
  public record Unmet(ValuePath path, List<String> expected) {}

  /** Returns whether one of them is about JSON. */
  public boolean isOfJson() {
    return expected.keySet().stream().anyMatch(ValuePath::isJson);
  }

  /** Returns whether all of them are met. */
  public boolean hold(Values values) {
    return firstUnmet(values).isEmpty();
  }

  /** Returns the first one that is not met. */
  public Optional<Unmet> firstUnmet(Values values) {
    return expected.entrySet().stream()
        .map(entry -> new Unmet(entry.getKey(), entry.getValue().all()))
        .filter(each -> each.path().in(values).filter(each.expected()::contains).isEmpty())
        .findFirst();
  }
}
