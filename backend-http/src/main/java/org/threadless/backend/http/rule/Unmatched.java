package org.threadless.backend.http.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.backend.http.value.Conditions;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.router.text.Printable;

/** Says of a request, or of an element of it, why no rule is for it, in words for the log. */
final class Unmatched {

  private static final int LONGEST_VALUE = 40;

  private Unmatched() {}

  /**
   * Returns why no rule is for a request.
   *
   * @param rules for requests of its method
   */
  static String request(ReceivedRequest request, List<Rule> rules) {
    List<Rule> ofElements = rules.stream().filter(Unmatched::isOfElements).toList();
    List<Rule> ofWhole = rules.stream().filter(rule -> !isOfElements(rule)).toList();
    List<String> reasons = new ArrayList<>(unmet(request, ofWhole));
    ofElements.forEach(rule -> reasons.add(array(rule) + " is no list"));
    if (reasons.isEmpty()) {
      reasons.add("none is for " + Printable.of(request.method(), LONGEST_VALUE));
    } else if (request.json().isEmpty() && rules.stream().anyMatch(Unmatched::isOfJson)) {
      reasons.add("the body is not taken for JSON");
    }
    return joined(reasons);
  }

  /**
   * Returns why no rule is for an element.
   *
   * @param rules of which those count that are for elements
   */
  static String element(ReceivedRequest element, List<Rule> rules) {
    return joined(unmet(element, rules.stream().filter(Unmatched::isOfElements).toList()));
  }

  private static boolean isOfElements(Rule rule) {
    return rule.scope().array().isPresent();
  }

  private static boolean isOfJson(Rule rule) {
    return isOfElements(rule) || rule.scope().isOfJson();
  }

  private static String array(Rule rule) {
    String array = rule.scope().array().orElseThrow().toString();
    return array.isEmpty() ? "the body" : array;
  }

  private static String joined(List<String> reasons) {
    return String.join("; ", new LinkedHashSet<>(reasons));
  }

  private static List<String> unmet(ReceivedRequest part, List<Rule> rules) {
    Map<ValuePath, Set<String>> expected = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Optional<Conditions.Unmet> unmet = rule.scope().unmet(part);
      unmet.ifPresent(
          each ->
              expected
                  .computeIfAbsent(each.path(), path -> new LinkedHashSet<>())
                  .addAll(each.expected()));
    }
    return expected.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    + " is "
                    + shown(part, each.getKey())
                    + ", and must be "
                    + String.join(" or ", each.getValue()))
        .toList();
  }

  private static String shown(ReceivedRequest part, ValuePath path) {
    Optional<String> value = path.in(part);
    if (value.isEmpty()) {
      return "missing";
    }
    return path.isShowable() ? Printable.of(value.get(), LONGEST_VALUE) : "something else";
  }
}
