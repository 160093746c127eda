package org.example.pigeon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.Secret;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.GatewayReportContract;
import org.threadless.testing.TestRouter;

class PigeonTest implements GatewayReportContract {

  @Override
  public BackendPlugin plugin() {
    return new PigeonPlugin();
  }

  @Override
  public Record settings(String url, Duration timeout) {
    return new PigeonSettings(URI.create(url), new Secret("a-key-of-hunter2"), timeout);
  }

  @Override
  public HttpRequest message(URI url, String identity, String text) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("from=" + encoded(identity) + "&body=" + encoded(text)))
        .build();
  }

  @Override
  public FakeGateway.Behaviour accepting(String gatewayId) {
    return FakeGateway.raw(
        "HTTP/1.1 200 OK\r\nContent-Length: " + gatewayId.length() + "\r\n\r\n" + gatewayId);
  }

  @Override
  public HttpRequest delivered(URI url, String gatewayId) {
    return report(url, gatewayId, "a-key-of-hunter2");
  }

  @Test
  void aReportWithoutTheKeyIsRefused() throws Exception {
    try (TestRouter router = answering(settings())) {
      HttpRequest forged = report(listen(router), "gw-1", "another");

      assertThat(HttpClient.newHttpClient().send(forged, BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
  }

  private static HttpRequest report(URI url, String gatewayId, String key) {
    return HttpRequest.newBuilder(url.resolve("report"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Authorization", "Bearer " + key)
        .POST(BodyPublishers.ofString("state=delivered&id=" + encoded(gatewayId)))
        .build();
  }

  @Test
  void aReplyIsPostedWithTheKeyAndTheTextAsItIs() {
    try (FakeGateway gateway = new FakeGateway();
        TestRouter router = answering(settings(gateway.url("/send"), Duration.ofSeconds(20)))) {
      router.incoming(ReceivedMessage.of(Connection.of("tested", "+41"), "caf\u00e9 & more"));

      assertThat(gateway.received())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.headers())
                    .containsEntry("authorization", "Bearer a-key-of-hunter2");
                assertThat(request.body()).startsWith("to=%2B41&body=caf%C3%A9+%26+more&ref=");
              });
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
