package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.TestRouter;

/** A message comes in, its reply goes out, and a report on that comes back. */
class WholeBackendTest {

  private static final String MISSING = "secret: is missing; put ?secret=... at the end of the URL";

  private final FakeGateway gateway = new FakeGateway();
  private final TestRouter router =
      TestRouter.builder()
          .app(new EchoPlugin())
          .backend("g", new HttpGatewayPlugin(), Yaml.settings(yaml()))
          .start();
  private final URI url = router.listen().resolve("/http/g/");

  private String yaml() {
    return """
        number-format: bare
        secret: s3cret
        public-url: https://sms.example.org/base
        incoming: {identity: from, text: text}
        outgoing:
          url: %s
          form: {to: "{to}", text: "{text}", report: "{report-url}"}
        report: {state: status, states: {delivered: [ok]}}
        """
        .formatted(gateway.url("/send"));
  }

  @AfterEach
  void close() {
    router.close();
    gateway.close();
  }

  @Test
  void theReportComesBackByTheUrlThatWentOut() throws Exception {
    assertThat(post(url.resolve("?secret=s3cret"), "from=254711222333&text=echo+hi").statusCode())
        .isEqualTo(200);
    String sent = gateway.received().get(0).body();
    assertThat(sent)
        .startsWith("to=254711222333&text=hi&report=https%3A%2F%2Fsms.example.org%2Fbase");
    String report =
        URLDecoder.decode(sent.substring(sent.indexOf("report=") + 7), StandardCharsets.UTF_8);
    assertThat(report).startsWith("https://sms.example.org/base/http/g/report?m=");
    String below = report.substring(report.indexOf("report?"));

    assertThat(post(url.resolve(below), "status=ok").statusCode()).isEqualTo(200);
    assertThat(router.conversations().conversation(Connection.of("g", "+254711222333"), 9))
        .extracting(StoredMessage::status)
        .containsExactly(IncomingStatus.HANDLED, OutgoingStatus.DELIVERED);
  }

  @Test
  void theSecretIsAskedForSaveWhereThereIsAToken() throws Exception {
    assertThat(post(url, "from=1&text=a").body()).isEqualTo(MISSING);
    assertThat(post(url.resolve("?t=x"), "from=1&text=a").body()).isEqualTo(MISSING);
    assertThat(post(url.resolve("report"), "status=ok").body()).isEqualTo(MISSING);

    HttpResponse<String> wrong = post(url.resolve("report?m=x&t=x"), "status=ok");
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).as("the answer of the rules").isEmpty();
  }

  private static HttpResponse<String> post(URI url, String form) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
  }
}
