package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

/** What no rule is for is told of, so that somebody can find out why no message comes in. */
class UnmatchedTest {

  private static final String EVENTS =
      """
      incoming: {when: {/event: received}, identity: /from, text: /text}
      report:
        - {when: {/event: sent}, message-id: /id, is: accepted}
        - {when: {/event: [failed, cancelled], /final: "true"}, message-id: /id, is: failed}
      ignore: {when: {/event: [ping, "pong\n"]}}
      """;
  private static final String ITEMS =
      """
      incoming: {each: /items, when: {/type: message}, identity: /from, text: /text}
      ignore: [{when: {/type: typing}}, {when: {/kind: test}}]
      """;

  private ReceptionServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void itIsSaidWhatStandsWhereSomethingElseMust() {
    server = new ReceptionServer(EVENTS);

    server.json("", "{\"event\": \"mms:received\"}");
    assertThat(server.reason())
        .isEqualTo(
            "no rule is for it: /event is mms:received, and must be received or sent or failed or"
                + " cancelled");
    server.json("", "{\"event\": \"failed\"}");
    assertThat(server.reason())
        .isEqualTo(
            "no rule is for it: /event is failed, and must be received or sent; /final is missing,"
                + " and must be true");
    server.json("", "{}");
    assertThat(server.reason()).startsWith("no rule is for it: /event is missing, and must be");
    server.form("", "event=received&from=1&text=a");
    assertThat(server.reason()).endsWith("; the body is not taken for JSON");
    server.json("", "{\"event\": \"" + "x".repeat(500) + "\"}");
    assertThat(server.reason()).contains("/event is " + "x".repeat(40) + ", and");
  }

  @Test
  void soItIsOfElements() {
    server = new ReceptionServer(ITEMS);

    server.json("", "{\"items\": [{\"type\": \"a\"}, {\"type\": \"b\"}]}");
    assertThat(server.reason())
        .isEqualTo("2 of 2 in it are what no rule is for: /type is a, and must be message");
    server.json(
        "",
        "{\"items\": [{\"type\": \"a\"}, {\"type\": \"message\", \"from\": 1, \"text\": \"x\"}]}");
    assertThat(server.reason())
        .isEqualTo("1 of 2 in it are what no rule is for: /type is a, and must be message");
    assertThat(server.messages()).hasSize(1);
    server.json("", "{\"items\": {}}");
    assertThat(server.reason()).isEqualTo("no rule is for it: /items is no list");
    server.json("", "{\"items\": []}");
    assertThat(server.reason()).isEmpty();
  }

  @Test
  void ofWhatIsToBeIgnoredNothingIsSaid() {
    server = new ReceptionServer(EVENTS + "answer: {otherwise: {status: 202}}");

    assertThat(server.json("", "{\"event\": \"ping\"}").statusCode()).isEqualTo(202);
    assertThat(server.reason()).isEmpty();
    server.close();

    server = new ReceptionServer(ITEMS);
    server.json("", "{\"items\": [{\"type\": \"typing\"}, {\"kind\": \"test\"}]}");
    assertThat(server.reason()).isEmpty();
    server.json("", "{\"items\": [{\"type\": \"typing\"}, {\"type\": \"a\"}]}");
    assertThat(server.reason()).startsWith("1 of 2 in it are what no rule is for: /type is a,");
  }

  @Test
  void nothingThatMayBeASecretIsShown() {
    server =
        new ReceptionServer("incoming: {when: {$query.k: a, $header.K: b}, identity: f, text: t}");

    server.form("?k=hunter2", "f=1&t=a");

    assertThat(server.reason())
        .isEqualTo("no rule is for it: $query.k is something else, and must be a");
  }

  @Test
  void aHeadBringsNothingThatCouldBeLost() {
    server = new ReceptionServer("incoming: {methods: GET, when: {a: b}, identity: f, text: t}");

    server.send("HEAD", "", "", "");
    assertThat(server.reason()).isEmpty();
    server.get("?a=c");
    assertThat(server.reason()).isEqualTo("no rule is for it: a is c, and must be b");
  }

  @Test
  void everythingCannotBeIgnored() {
    for (String ignore : List.of("{}", "{when: {}}")) {
      assertThatThrownBy(() -> Yaml.settings("incoming: {identity: f, text: t}\nignore: " + ignore))
          .as(ignore)
          .hasMessageContaining("when");
    }
  }

  @Test
  void whateverComesItIsOneLineAMinuteForEachBackend() throws Exception {
    try (CapturedLog log = new CapturedLog(UnmatchedTest.class);
        TestRouter router =
            TestRouter.builder()
                .backend("g", new HttpGatewayPlugin(), Yaml.settings(EVENTS))
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

  private static void post(URI url, String json) throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
  }
}
