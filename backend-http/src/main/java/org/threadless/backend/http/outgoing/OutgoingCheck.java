package org.threadless.backend.http.outgoing;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;

/** Looks at what goes out with the eyes of whoever knows which settings there are. */
final class OutgoingCheck {

  private final String component;
  private final OutgoingSettings outgoing;
  private final Set<String> declared;
  private final SettingValues values;

  OutgoingCheck(
      String component, OutgoingSettings outgoing, Set<String> declared, SettingValues values) {
    this.component = component;
    this.outgoing = outgoing;
    this.declared = declared;
    this.values = values;
  }

  void run() {
    Set<String> known = new TreeSet<>(declared);
    known.retainAll(ofMessages());
    check(known.isEmpty(), "cannot be used with a setting called " + first(known));
    known.addAll(declared);
    known.addAll(ofMessages());
    names().forEach((place, names) -> checkNames(place, names, known));
    checkThere("url", outgoing.url().names());
    outgoing.auth().ifPresent(auth -> checkThere("auth", auth.template().names()));
    GatewayUrl.of(outgoing.url(), outgoing.query()).check(component, this::sample);
    outgoing.headers().forEach(this::checkHeader);
    outgoing.json().ifPresent(tree -> JsonTemplate.of("json", tree).names().forEach(this::number));
  }

  private Set<String> ofMessages() {
    Set<String> names = new HashSet<>(MessageValues.NAMES);
    names.addAll(outgoing.byAlphabet().keySet());
    return names;
  }

  /** Returns the names of all places, by where they are. */
  private Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    names.put("url", outgoing.url().names());
    outgoing.query().forEach((field, template) -> names.put("query." + field, template.names()));
    outgoing.headers().forEach((name, template) -> names.put("headers." + name, template.names()));
    outgoing.auth().ifPresent(auth -> names.put("auth", auth.template().names()));
    outgoing.form().forEach((field, template) -> names.put("form." + field, template.names()));
    outgoing.json().ifPresent(tree -> names.put("json", JsonTemplate.of("json", tree).names()));
    outgoing
        .byAlphabet()
        .forEach(
            (name, value) ->
                value.templates().forEach(each -> names.put("by-alphabet." + name, each.names())));
    return names;
  }

  private void checkNames(String place, Set<String> names, Set<String> known) {
    for (String name : names) {
      check(
          known.contains(name),
          place + " holds {" + name + "}, which is none of " + String.join(", ", known));
    }
  }

  private void checkThere(String place, Set<String> names) {
    for (String name : names) {
      check(
          ofMessages().contains(name) || values.of(name).isPresent(),
          place + " needs the setting " + name + ", which is left out");
    }
  }

  private void checkHeader(String name, Template template) {
    check(
        template.fill(this::sample).filter(value -> !OutgoingRequests.isHeader(value)).isEmpty(),
        "headers." + name + " cannot hold line breaks and characters beyond Latin-1");
  }

  private void number(String name) {
    if (values.isNumber(name)) {
      try {
        BigDecimal unused = new BigDecimal(values.of(name).orElseThrow());
      } catch (NumberFormatException e) {
        throw new InvalidSettingException(component, "json needs a number as the setting " + name);
      }
    }
  }

  private Optional<String> sample(String name) {
    return ofMessages().contains(name) ? Optional.of("1") : values.of(name);
  }

  private void check(boolean holds, String problem) {
    Settings.check(holds, component, problem);
  }

  private static String first(Set<String> names) {
    return names.stream().findFirst().orElse("");
  }
}
