package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.testing.TestRouter;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class ConversationTest {

  private final TestRouter router =
      TestRouter.builder()
          .app(new EchoPlugin())
          .backend("public", new HttpTesterPlugin(), HttpTesterSettings.none())
          .backend("private", new HttpTesterPlugin(), HttpTesterSettings.none())
          .start();
  private final Browser browser = new Browser(router.listen());

  @AfterAll
  void close() {
    router.close();
  }

  @Test
  void aMessageIsShownWithDirectionTextStatusTimeAndId() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    browser.say("200", "echo \uD83D\uDE00 <b>\"&amp;\n");

    JsonNode shown = browser.messages("200");

    List<StoredMessage> stored =
        router.conversations().conversation(Connection.of("public", "200"), 100);
    assertThat(shown.size()).isEqualTo(2);
    JsonNode in = shown.get(0);
    assertThat(in.propertyNames())
        .containsExactlyInAnyOrder("id", "direction", "text", "status", "time", "reason");
    assertThat(UUID.fromString(in.get("id").asString())).isEqualTo(stored.get(0).id());
    assertThat(in.get("direction").asString()).isEqualTo("in");
    assertThat(in.get("text").asString()).isEqualTo("echo \uD83D\uDE00 <b>\"&amp;\n");
    assertThat(in.get("status").asString()).isEqualTo("HANDLED");
    assertThat(Instant.parse(in.get("time").asString()))
        .isEqualTo(stored.get(0).time())
        .isBetween(before, before.plus(Duration.ofMinutes(1)));
    assertThat(in.get("reason").isNull()).isTrue();
    JsonNode out = shown.get(1);
    assertThat(UUID.fromString(out.get("id").asString())).isEqualTo(stored.get(1).id());
    assertThat(out.get("direction").asString()).isEqualTo("out");
    assertThat(out.get("text").asString()).isEqualTo("\uD83D\uDE00 <b>\"&amp;");
    assertThat(out.get("status").asString()).isEqualTo("SENT");
  }

  @Test
  void theAnswerIsJsonThatIsNotKept() throws Exception {
    HttpResponse<String> answer = browser.get("public/201/messages");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.body()).isEqualTo("[]");
  }

  @Test
  void aConversationHasTheMessagesOfOneIdentityOnOneBackendInTheirOrder() throws Exception {
    browser.say("202", "one");
    browser.say("203", "other");
    browser.post("private/", "identity=202&text=hidden");
    browser.say("202", "echo two");

    assertThat(texts("202")).containsExactly("one", "echo two", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "+41791112233, +41791112233",
    "+41791112244, %2B41791112244",
    "a/b, a%2Fb",
    "a/b/messages, a%2Fb%2fmessages",
    "a%2Fb, a%252Fb",
    "50%, 50%25",
    "J\u00fcrg \u0645, J%C3%BCrg%20%D9%85",
    "\uD83D\uDE00, %F0%9F%98%80",
    "a;b?c#d&e=f, a%3Bb%3Fc%23d%26e%3Df",
    "back\\slash, back%5Cslash",
    "., %E2%81%A0.",
    ".., %E2%81%A0..",
    "..., ...",
    "%2e, %252e",
    "messages, messages",
    "public, public"
  })
  void anIdentityStandsPercentEncodedInThePath(String identity, String segment) throws Exception {
    browser.say(identity, "I am " + identity);

    assertThat(texts(segment)).containsExactly("I am " + identity);
  }

  @ParameterizedTest
  @CsvSource({
    "a%0Ab, identity: must not hold a control character",
    "%01, identity: must not hold a control character",
  })
  void anIdentityWithAControlCharacterIs400(String segment, String line) throws Exception {
    HttpResponse<String> answer = browser.get("public/" + segment + "/messages");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(line);
  }

  @Test
  void anIdentityThatIsTooLongIs400() throws Exception {
    HttpResponse<String> answer = browser.get("public/" + "1".repeat(101) + "/messages");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("identity: must have 1 to 100 characters, and has 101");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%E9", "%F0%9F"})
  void anIdentityThatIsNotUtf8Is400(String segment) throws Exception {
    assertThat(browser.get("public/" + segment + "/messages").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public/a/204/messages", "public/204/messages/"})
  void nothingElseIsTakenForAConversation(String path) throws Exception {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aConversationCanOnlyBeGot() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE")) {
      HttpResponse<String> answer =
          browser.send(method, "public/205/messages", "identity=205&text=x");

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }
    assertThat(texts("205")).isEmpty();
  }

  private List<String> texts(String segment) throws Exception {
    List<String> texts = new ArrayList<>();
    browser.messages(segment).forEach(message -> texts.add(message.get("text").asString()));
    return texts;
  }
}
