package org.threadless.backend.http.outgoing.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.backend.http.value.Template;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Settings;

/** The URL of a gateway, with places for what each message has. */
public final class GatewayUrl {

  static final String EXPECTED = "must be a URL such as http://127.0.0.1:13013/send";

  private static final Pattern SETTING_ALONE = Pattern.compile("\\{[^{}]*}(?=[/?]|$)");
  private static final Pattern SCHEME_AND_HOST = Pattern.compile("[^/?]*//[^/?]*");
  private static final Set<String> STEPS = Set.of(".", "..");

  private final Template host;
  private final boolean hostIsOneValue;
  private final Template rest;
  private final Map<String, Template> query;

  private GatewayUrl(
      Template host, boolean hostIsOneValue, Template rest, Map<String, Template> query) {
    this.host = host;
    this.hostIsOneValue = hostIsOneValue;
    this.rest = rest;
    this.query = query;
  }

  /**
   * Returns the URL that is written like this.
   *
   * @param query what is added to its query
   */
  public static GatewayUrl of(Template url, Map<String, Template> query) {
    String written = url.toString();
    Matcher alone = SETTING_ALONE.matcher(written);
    boolean hostIsOneValue = alone.lookingAt();
    Matcher named = SCHEME_AND_HOST.matcher(written);
    int end = hostIsOneValue ? alone.end() : named.lookingAt() ? named.end() : written.length();
    return new GatewayUrl(
        Template.valueOf(written.substring(0, end)),
        hostIsOneValue,
        Template.valueOf(written.substring(end)),
        query);
  }

  /** Returns the names of the places in all that comes before the path. */
  Set<String> namesOfHost() {
    return host.names();
  }

  /** Returns the URL with values in its places; empty where one of them has none. */
  public Optional<URI> fill(Function<String, Optional<String>> values) {
    return written(values).map(URI::create);
  }

  /** Refuses what is not an http URL that can be sent to. */
  URI check(String component, Function<String, Optional<String>> values) {
    try {
      String url = written(values).orElseThrow(() -> notOne(component));
      URI parsed = Settings.httpUrl(component, new URI(url));
      Settings.check(parsed.getPort() <= 65_535, component, EXPECTED);
      Settings.check(parsed.getRawFragment() == null, component, "must not hold a #");
      Settings.check(!hasSteps(parsed), component, "must not hold . or .. as a part of its path");
      return parsed;
    } catch (URISyntaxException e) {
      // The exception's own message shows the URL, which may hold a password.
      throw notOne(component);
    }
  }

  private static InvalidSettingException notOne(String component) {
    return new InvalidSettingException(component, EXPECTED);
  }

  private Optional<String> written(Function<String, Optional<String>> values) {
    Optional<String> root =
        hostIsOneValue ? host.fill(values) : host.fill(values, GatewayUrl::hostEncoded);
    Optional<String> path = rest.fill(values, GatewayUrl::percentEncoded);
    if (root.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder url = new StringBuilder(root.get());
    if (hostIsOneValue && hasOneSlashAtItsEnd(root.get()) && path.get().startsWith("/")) {
      url.setLength(url.length() - 1);
    }
    url.append(path.get());
    addQuery(url, values);
    return Optional.of(url.toString());
  }

  // Not that of http://, after which a path would become the host.
  private static boolean hasOneSlashAtItsEnd(String root) {
    return root.endsWith("/") && !root.endsWith("//");
  }

  private void addQuery(StringBuilder url, Function<String, Optional<String>> values) {
    for (Map.Entry<String, Template> field : query.entrySet()) {
      Optional<String> value = field.getValue().fill(values);
      if (value.isPresent()) {
        url.append(url.indexOf("?") < 0 ? '?' : '&')
            .append(percentEncoded(field.getKey()))
            .append('=')
            .append(percentEncoded(value.get()));
      }
    }
  }

  /**
   * Returns whether a URL leads elsewhere than its template says: servers and proxies take {@code
   * .} and {@code ..} for steps in a path, also when they are percent-encoded (RFC 3986, 5.2.4).
   */
  public static boolean hasSteps(URI url) {
    String path = url.getRawPath().replaceAll("(?i)%2e", ".");
    return Arrays.stream(path.split("/", -1)).anyMatch(STEPS::contains);
  }

  /** Returns user and password where the URL has them, to be sent as Basic authentication. */
  public static Optional<String> credentials(URI url) {
    return Optional.ofNullable(url.getRawUserInfo())
        .map(encoded -> URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  // URLEncoder writes a blank as +, which is right in a query only; %20 is right everywhere.
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // A host may come with its port, and be an address of IPv6.
  private static String hostEncoded(String value) {
    return percentEncoded(value).replace("%3A", ":").replace("%5B", "[").replace("%5D", "]");
  }
}
