package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    server.json("", "{\"items\": [{\"type\": \"a\"}, {\"type\": \"message\"}]}");
    assertThat(server.reason()).startsWith("/from: is missing");
    server.json(
        "",
        "{\"items\": [{\"type\": \"a\"}, {\"type\": \"message\"},"
            + " {\"type\": \"message\", \"from\": 1, \"text\": \"x\"}]}");
    assertThat(server.reason())
        .isEqualTo(
            "1 of 2 in it could not be read: /from: is missing;"
                + " 1 of 3 in it are what no rule is for: /type is a, and must be message");
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
}
