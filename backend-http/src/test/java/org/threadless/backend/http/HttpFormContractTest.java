package org.threadless.backend.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.Secret;
import org.threadless.testing.GatewayContract;
import org.threadless.testing.HttpBackendContract;

class HttpFormContractTest implements HttpBackendContract, GatewayContract {

  /** What presets need, and not any text will do for. */
  static final Map<String, String> PRESET_SETTINGS =
      Map.of(
          "url",
          "https://gateway.example/",
          "public-key",
          "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");

  @Override
  public BackendPlugin plugin() {
    return new HttpGatewayPlugin();
  }

  @Override
  public Map<String, String> presetSettings() {
    return PRESET_SETTINGS;
  }

  @Override
  public Record settings() {
    return GatewayContract.super.settings();
  }

  @Override
  public Record settings(String url, Duration timeout) {
    return FormSettings.of(
        null,
        null,
        Optional.empty(),
        null,
        null,
        null,
        Optional.of(new Secret(url)),
        timeout,
        timeout);
  }

  @Override
  public HttpRequest message(URI url, String identity, String text) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("identity=" + encoded(identity) + "&text=" + encoded(text)))
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "incomingIdentity",
        " ",
        "incomingCharset",
        "no-such-charset",
        "outgoingUrl",
        Optional.of(new Secret("mailto:me@example.org")),
        "connectTimeout",
        Duration.ZERO,
        "responseTimeout",
        Duration.ZERO);
  }
}
