package org.threadless.backend.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.router.config.Settings;
import org.threadless.router.message.OutgoingMessage;

/** The URL of a gateway, with or without places for identity and text, and for our id. */
final class GatewayUrl {

  private static final String IDENTITY = "{identity}";
  private static final String TEXT = "{text}";
  private static final String ID = "{id}";
  private static final Pattern PLACE = Pattern.compile("\\{(identity|text|id)}");
  private static final Set<String> STEPS = Set.of(".", "..");
  private static final String EXPECTED = "must be a URL such as http://127.0.0.1:13013/send";

  private final Secret template;

  GatewayUrl(Secret template) {
    this.template = template;
  }

  /** Refuses what is not an http URL that can be sent to, or has its places where none can be. */
  static void check(String component, Secret url) {
    String template = url.reveal();
    boolean places = template.contains(IDENTITY);
    Settings.check(
        places == template.contains(TEXT),
        component,
        "must hold both {identity} and {text}, or neither");
    Settings.check(
        template.indexOf('#') < 0,
        component,
        "must not hold a #; where it belongs to a value, write %23");
    URI filled = parsed(component, fill(url, Map.of(IDENTITY, "1", TEXT, "x", ID, "7")));
    URI otherwise = parsed(component, fill(url, Map.of(IDENTITY, "2", TEXT, "y", ID, "8")));
    Settings.check(
        filled.getRawAuthority().equals(otherwise.getRawAuthority()),
        component,
        "must hold {identity}, {text} and {id} in its path or query");
    Settings.check(!hasSteps(filled), component, "must not hold . or .. as a part of its path");
  }

  private static URI parsed(String component, String url) {
    try {
      URI parsed = Settings.httpUrl(component, new URI(url));
      Settings.check(parsed.getPort() <= 65_535, component, EXPECTED);
      return parsed;
    } catch (URISyntaxException e) {
      // The exception's own message shows the URL, which may hold a password.
      throw new InvalidSettingException(component, EXPECTED);
    }
  }

  /** Returns whether identity and text are part of the URL, to be sent by GET. */
  boolean hasPlaces() {
    return template.reveal().contains(TEXT);
  }

  /** Returns the URL for a message. */
  URI of(OutgoingMessage message) {
    return URI.create(
        fill(
            template,
            Map.of(
                IDENTITY, message.connection().identity().value(),
                TEXT, message.text(),
                ID, message.id().toString())));
  }

  /**
   * Returns whether a URL leads elsewhere than its template says: servers and proxies take {@code
   * .} and {@code ..} for steps in a path, also when they are percent-encoded (RFC 3986, 5.2.4).
   */
  static boolean hasSteps(URI url) {
    String path = url.getRawPath().replaceAll("(?i)%2e", ".");
    return Arrays.stream(path.split("/", -1)).anyMatch(STEPS::contains);
  }

  /** Returns user and password where the URL has them, to be sent as Basic authentication. */
  static Optional<String> credentials(URI url) {
    return Optional.ofNullable(url.getRawUserInfo())
        .map(encoded -> URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
        .map(plain -> Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
  }

  // In one pass over the template: a text that holds "{identity}" stays as it is.
  private static String fill(Secret template, Map<String, String> values) {
    return PLACE
        .matcher(template.reveal())
        .replaceAll(place -> Matcher.quoteReplacement(percentEncoded(values.get(place.group()))));
  }

  // URLEncoder writes a blank as +, which is right in a query only; %20 is right everywhere.
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
