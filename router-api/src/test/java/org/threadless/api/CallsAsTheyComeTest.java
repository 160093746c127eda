package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.testing.TestRouter;

/** What is refused before an operation is asked, and who calls. */
class CallsAsTheyComeTest {

  private static final String WRONG = "Bearer tr_" + "A".repeat(43);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiRouter api = ApiRouter.start(TestRouter.builder(), List.of("127.0.0.1"));

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1;x/messages",
        "/api;x/v1/messages",
        "/api/v1/x/../messages",
        "/api/v1/./messages"
      })
  void aPathThatAProxyMightReadInAnotherWayIsRefused(String path) throws Exception {
    HttpRequest.Builder request = api.request("/messages").uri(URI.create(uri(path)));

    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the path must have no ;");
  }

  @Test
  void severalTokensAreRefused() throws Exception {
    HttpRequest request = api.request("/messages").header("Authorization", WRONG).build();

    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Authorization: is there several times; send it once");
  }

  @Test
  void whereTheQuerySaysNothingThereMustBeNone() {
    String id = UUID.randomUUID().toString();
    for (Answered answered :
        List.of(
            api.get("/messages/" + id + "?verbose=1"),
            api.delete("/messages/" + id + "?force=1"),
            api.post("/backends/test/pause?until=noon", ""))) {
      assertThat(answered.status()).isEqualTo(422);
      assertThat(answered.json().at("/errors/0/field").stringValue())
          .isIn("verbose", "force", "until");
    }
    assertThat(api.get("/backends/test").text()).doesNotContain("paused by hand");
  }

  @Test
  void ofThoseBehindATrustedProxyOneDoesNotSlowDownTheOthers() throws Exception {
    for (int i = 0; i < 11; i++) {
      wrong("198.51.100.7");
    }

    assertThat(wrong("198.51.100.7")).isEqualTo(429);
    assertThat(wrong("198.51.100.8")).isEqualTo(401);
  }

  @Test
  void whoShowsNoTokenIsRefusedHoweverMuchComesAndWhoShowsOneIsNot() throws Exception {
    byte[] much = new byte[1024 * 1024];
    HttpRequest stranger =
        HttpRequest.newBuilder(URI.create(uri("/api/v1/messages")))
            .POST(BodyPublishers.ofByteArray(much))
            .build();

    assertThat(client.send(stranger, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    String text = "{\"text\": \"" + "x".repeat(100_000) + "\"}";
    assertThat(api.post("/messages", text).status()).isEqualTo(422);
  }

  @Test
  void whatWaitsBehindAPausedBackendSaysSo() {
    api.post("/backends/test/pause", "");
    Answered sent =
        api.post("/messages", "{\"backend\": \"test\", \"to\": \"0700\", \"text\": \"hello\"}");
    String id = sent.json().at("/messages/0/id").stringValue();

    assertThat(api.get("/messages/" + id).json().at("/waiting/reason").stringValue())
        .startsWith("backend test is paused by hand since ");
    assertThat(api.get("/messages").json().at("/messages/0/waiting/reason").stringValue())
        .startsWith("backend test is paused by hand since ");
  }

  private int wrong(String from) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri("/api/v1/messages")))
            .header("Authorization", WRONG)
            .header("X-Forwarded-For", from)
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private String uri(String path) {
    return "http://" + api.root().getAuthority() + path;
  }
}
