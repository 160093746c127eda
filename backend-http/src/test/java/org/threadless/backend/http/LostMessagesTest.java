package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

/** A message that is not taken leaves a trace, whatever the provider is told. */
class LostMessagesTest {

  private static final String RULES =
      """
      incoming: {each: /in, identity: /from, text: /text}
      check: [{equal: {$query.k: "{key}"}}]
      settings: {key: {value: hunter2, secret: true}}
      answer: {never: {status: 200}, denied: {status: 200}}
      """;

  @Test
  void whatIsLostIsLoggedWithItsReasonAndWithoutASecret() throws Exception {
    try (CapturedLog log = new CapturedLog(HttpGatewayPlugin.class);
        TestRouter router =
            TestRouter.builder()
                .backend("g", new HttpGatewayPlugin(), Yaml.settings(RULES))
                .start()) {
      URI url = router.listen().resolve("/http/g/");

      post(
          url.resolve("?k=hunter2"),
          "{\"in\": [{\"text\": \"a\"}, {\"from\": 1, \"text\": \"b\"}]}");
      post(url.resolve("?k=hunter2"), "{\"in\": [{\"text\": \"a\"}]}");
      post(
          url.resolve("?k=hunter2"),
          "{\"in\": [{\"text\": \"a\"}, {\"from\": 1}, {\"text\": \"b\"}]}");
      post(url.resolve("?k=hunter2"), "{\"in\": [");
      post(url.resolve("?k=wrong"), "{}");

      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains(
                                      "backend g: a request from 127.0.0.1 was answered 200:"
                                          + " 1 of 2 in it could not be read: /from: is missing"))
                      .anySatisfy(
                          line -> assertThat(line).contains("was answered 200: /from: is missing"))
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains(
                                      "3 of 3 in it could not be read: /from: is missing (2x);"
                                          + " /text: is missing"))
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains("the body is no JSON that can be read: see line 1,"))
                      .anySatisfy(
                          line ->
                              assertThat(line)
                                  .contains("was answered 200: check equal: $query.k")));
      assertThat(log.lines()).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void ofWhatNoRuleIsForThereIsOneLineAMinuteWhateverItIs() throws Exception {
    String rules = "incoming: {when: {/event: received}, identity: /from, text: /text}";
    try (CapturedLog log = new CapturedLog(HttpGatewayPlugin.class);
        TestRouter router =
            TestRouter.builder()
                .backend("g", new HttpGatewayPlugin(), Yaml.settings(rules))
                .start()) {
      URI url = router.listen().resolve("/http/g/");
      for (String event : List.of("martian", "venusian", "lunar")) {
        post(url, "{\"event\": \"" + event + "\"}");
      }
      await().until(() -> log.lines().stream().anyMatch(line -> line.contains("no rule")));
      router.close();

      assertThat(log.lines())
          .filteredOn(line -> line.contains("no rule is for it"))
          .hasSize(2)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains(
                          "backend g: a request from 127.0.0.1 was answered 200: no rule is for it:"
                              + " /event is "))
          .anySatisfy(line -> assertThat(line).contains("backend g: 2 more requests"));
    }
  }

  private static void post(URI url, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
