package org.threadless.backend.http.outgoing.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;

/** What the setting {@code outgoing-url} alone says: how a gateway without a preset is asked. */
public final class PlainForm {

  private static final String IDENTITY = "{identity}";
  private static final String TEXT = "{text}";
  private static final String ID = "{id}";

  private PlainForm() {}

  /** Refuses what is not an http URL that can be sent to, or has its places where none can be. */
  public static void check(String component, Secret url) {
    String written = url.reveal();
    Settings.check(
        written.contains(IDENTITY) == written.contains(TEXT),
        component,
        "must hold both {identity} and {text}, or neither");
    Settings.check(
        written.indexOf('#') < 0,
        component,
        "must not hold a #; where it belongs to a value, write %23");
    if (written.replace(IDENTITY, "").replace(TEXT, "").replace(ID, "").matches(".*[{}].*")) {
      throw new InvalidSettingException(component, GatewayUrl.EXPECTED);
    }
    GatewayUrl gatewayUrl = GatewayUrl.of(template(url), Map.of());
    gatewayUrl.check(component, name -> Optional.of("1"));
    Settings.check(
        gatewayUrl.namesOfHost().isEmpty(),
        component,
        "must hold {identity}, {text} and {id} in its path or query");
  }

  /** Returns what is sent: a GET of a URL with places for identity and text, else a form. */
  public static OutgoingSettings settings(Secret url) {
    Template template = template(url);
    if (template.names().containsAll(Set.of(MessageNames.TO, MessageNames.TEXT))) {
      return OutgoingSettings.plain("GET", template, Map.of());
    }
    Map<String, Template> form = new LinkedHashMap<>();
    form.put("id", Template.valueOf("{message-id}"));
    form.put("identity", Template.valueOf("{to}"));
    form.put("text", Template.valueOf("{text}"));
    return OutgoingSettings.plain("POST", template, form);
  }

  private static Template template(Secret url) {
    return Template.valueOf(url.reveal().replace(IDENTITY, "{to}").replace(ID, "{message-id}"));
  }
}
