package org.threadless.backend.http.outgoing.settings;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;

/** Looks for values that make no request. */
final class OutgoingValues {

  private final String component;
  private final OutgoingSettings outgoing;
  private final SettingValues values;

  OutgoingValues(String component, OutgoingSettings outgoing, SettingValues values) {
    this.component = component;
    this.outgoing = outgoing;
    this.values = values;
  }

  void check() {
    checkThere("url", outgoing.url().names());
    outgoing.auth().ifPresent(auth -> checkThere("auth", auth.template().names()));
    GatewayUrl.of(outgoing.url(), outgoing.query()).check(component, this::sample);
    outgoing.headers().forEach((name, template) -> checkHeader("headers." + name, template));
    outgoing.auth().flatMap(AuthSettings::bearer).ifPresent(token -> checkHeader("auth", token));
    outgoing.json().ifPresent(tree -> JsonTemplate.of("json", tree).names().forEach(this::number));
  }

  private void checkThere(String place, Set<String> names) {
    for (String name : names) {
      Settings.check(
          sample(name).isPresent(),
          component,
          place + " needs the setting " + name + ", which is left out");
    }
  }

  private void checkHeader(String place, Template template) {
    Settings.check(
        template.fill(this::sample).filter(value -> !OutgoingSettings.isHeader(value)).isEmpty(),
        component,
        place + " cannot hold line breaks and characters beyond Latin-1");
  }

  private void number(String name) {
    Optional<String> value = values.of(name);
    if (values.isNumber(name) && value.isPresent()) {
      try {
        BigDecimal unused = new BigDecimal(value.get());
      } catch (NumberFormatException e) {
        throw new InvalidSettingException(component, "json needs a number as the setting " + name);
      }
    }
  }

  private Optional<String> sample(String name) {
    return outgoing.namesOfMessages().contains(name) ? Optional.of("1") : values.of(name);
  }
}
