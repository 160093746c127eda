package org.threadless.backend.httptester;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.testing.HttpBackendContract;

class HttpTesterContractTest implements HttpBackendContract {

  @Override
  public BackendPlugin plugin() {
    return new HttpTesterPlugin();
  }

  @Override
  public Record settings() {
    return HttpTesterSettings.none();
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
}
