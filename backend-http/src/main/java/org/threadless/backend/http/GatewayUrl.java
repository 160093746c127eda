package org.threadless.backend.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.message.OutgoingMessage;

/** The URL of a gateway, with or without places for identity and text. */
final class GatewayUrl {

  private static final String IDENTITY = "{identity}";
  private static final String TEXT = "{text}";

  private final Secret template;

  GatewayUrl(Secret template) {
    this.template = template;
  }

  /** Refuses what is not an http URL, and one of the two places without the other. */
  static void check(String component, Secret url) {
    boolean identity = url.reveal().contains(IDENTITY);
    Settings.check(
        identity == url.reveal().contains(TEXT),
        component,
        "must hold both {identity} and {text}, or neither");
    try {
      Settings.httpUrl(component, new URI(fill(url, "1", "x")));
    } catch (URISyntaxException e) {
      // The exception's own message shows the URL, which may hold a password.
      throw new InvalidSettingException(
          component, "must be a URL such as http://127.0.0.1:9000/send");
    }
  }

  /** Returns whether identity and text are part of the URL, to be sent by GET. */
  boolean hasPlaces() {
    return template.reveal().contains(TEXT);
  }

  /** Returns the URL for a message. */
  URI of(OutgoingMessage message) {
    return URI.create(fill(template, message.connection().identity().value(), message.text()));
  }

  // In one pass over the template: a text that holds "{identity}" stays as it is.
  private static String fill(Secret template, String identity, String text) {
    StringBuilder filled = new StringBuilder();
    String rest = template.reveal();
    while (!rest.isEmpty()) {
      if (rest.startsWith(IDENTITY)) {
        filled.append(percentEncoded(identity));
        rest = rest.substring(IDENTITY.length());
      } else if (rest.startsWith(TEXT)) {
        filled.append(percentEncoded(text));
        rest = rest.substring(TEXT.length());
      } else {
        filled.append(rest.charAt(0));
        rest = rest.substring(1);
      }
    }
    return filled.toString();
  }

  // URLEncoder writes a blank as +, which is right in a query only; %20 is right everywhere.
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
