package org.threadless.backend.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.testing.HttpBackendContract;

/** With rules, a backend holds to what all of them hold to. */
class RulesContractTest implements HttpBackendContract {

  @Override
  public BackendPlugin plugin() {
    return new HttpGatewayPlugin();
  }

  @Override
  public Map<String, String> presetSettings() {
    return HttpFormContractTest.PRESET_SETTINGS;
  }

  @Override
  public Record settings() {
    return Yaml.settings(
        """
        incoming: {identity: from, text: text}
        answer: {never: {body: this is no message}}
        """);
  }

  @Override
  public HttpRequest message(URI url, String identity, String text) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("from=" + encoded(identity) + "&text=" + encoded(text)))
        .build();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
