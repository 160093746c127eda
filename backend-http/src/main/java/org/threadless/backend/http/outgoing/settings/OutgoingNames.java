package org.threadless.backend.http.outgoing.settings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.Settings;

/** Looks for places that are no value's. */
final class OutgoingNames {

  private final String component;
  private final OutgoingSettings outgoing;
  private final Map<String, Set<String>> used = new LinkedHashMap<>();

  OutgoingNames(String component, OutgoingSettings outgoing) {
    this.component = component;
    this.outgoing = outgoing;
    add("url", outgoing.url());
    outgoing.query().forEach((field, template) -> add("query." + field, template));
    outgoing.headers().forEach((name, template) -> add("headers." + name, template));
    outgoing.auth().ifPresent(auth -> add("auth", auth.template()));
    outgoing.form().forEach((field, template) -> add("form." + field, template));
    outgoing.json().ifPresent(tree -> used.put("json", JsonTemplate.of("json", tree).names()));
    outgoing
        .byAlphabet()
        .forEach((name, value) -> value.templates().forEach(each -> add(byAlphabet(name), each)));
  }

  private static String byAlphabet(String name) {
    return "by-alphabet." + name;
  }

  private void add(String place, Template template) {
    used.computeIfAbsent(place, unused -> new LinkedHashSet<>()).addAll(template.names());
  }

  /** Returns whether anything of the request depends on this value. */
  boolean uses(String name) {
    return used.values().stream().anyMatch(names -> names.contains(name));
  }

  void check(Set<String> declared) {
    Set<String> known = outgoing.namesOfMessages();
    for (String name : new TreeSet<>(declared)) {
      Settings.check(known.add(name), component, "cannot be used with a setting called " + name);
    }
    used.forEach((place, names) -> check(place, names, known));
  }

  private void check(String place, Set<String> names, Set<String> known) {
    for (String name : names) {
      Settings.check(
          known.contains(name),
          component,
          place + " holds {" + name + "}, which is none of " + String.join(", ", known));
    }
  }
}
