package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.TestRouter;

class MessagesTest {

  private ApiRouter api;

  @BeforeEach
  void start() {
    api = ApiRouter.start(TestRouter.builder().app(new TriedPlugin()).route("+254", "test"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aTextIsStoredAndToldWithItsId() {
    Answered sent = send("{'backend': 'test', 'to': '0700', 'text': 'Results are in.'}");

    assertThat(sent.status()).isEqualTo(202);
    String id = sent.json().at("/messages/0/id").stringValue();
    Answered shown = api.get("/messages/" + id);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().get("text").stringValue()).isEqualTo("Results are in.");
    assertThat(shown.json().get("direction").stringValue()).isEqualTo("out");
  }

  @Test
  void withoutABackendTheRoutesSayByWhichOneItGoes() {
    Answered sent = send("{'to': '+254700111222', 'text': 'hello'}");

    assertThat(sent.json().at("/messages/0/backend").stringValue()).isEqualTo("test");
    assertThat(send("{'to': '+1555', 'text': 'hello'}").json().at("/errors/0/field").stringValue())
        .isEqualTo("to[0]");
  }

  @Test
  void aThousandAreOneCallAndWhoIsThereTwiceGetsOne() {
    String all =
        IntStream.range(0, 1000).mapToObj(i -> "'" + i / 2 + "'").collect(Collectors.joining(","));

    Answered sent = send("{'backend': 'test', 'to': [" + all + "], 'text': 'hello'}");

    assertThat(sent.status()).isEqualTo(202);
    assertThat(sent.json().get("messages")).hasSize(500);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answered answered =
        send(
            "{'backend': 'no name', 'to': [], 'texts': 'hello', 'at': 'tomorrow', 'priority':"
                + " 'high'}");

    assertThat(answered.status()).isEqualTo(422);
    assertThat(answered.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(answered.json().get("errors"))
        .extracting(error -> error.get("field").stringValue())
        .contains("backend", "to", "texts", "at", "priority", "text");
  }

  @ParameterizedTest
  @CsvSource({"'{', 400", "'[]', 400", "'\"\"', 400", "'{\"to\": 1, \"to\": 2}', 400"})
  void whatIsNoJsonObjectIsRefused(String body, int status) {
    assertThat(api.post("/messages", body).status()).isEqualTo(status);
  }

  @Test
  void whatIsTooDeepOrTooLongForAnyReaderIsRefused() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    assertThat(send("{'to': " + deep + "}").status()).isEqualTo(400);
    assertThat(send("{'to': " + "9".repeat(5_000) + "}").json().get("detail").stringValue())
        .isEqualTo(
            "the body cannot be read: it is nested too deep, has too many parts, or a number or a"
                + " name in it is too long");
  }

  @Test
  void aTextOfAnAppThatIsNotThereIsRefused() {
    Answered answered =
        send("{'backend': 'test', 'to': '0700', 'text-key': {'app': 'nobody', 'key': 'hello'}}");

    assertThat(answered.status()).isEqualTo(422);
    assertThat(answered.json().at("/errors/0/problem").stringValue())
        .isEqualTo("cannot be told: there is no app nobody");
  }

  @Test
  void theSameCallWithAKeyIsAnsweredAlikeAndSendsNothingAgain() {
    String body = "{'backend': 'test', 'to': '0700', 'text': 'hello'}";
    Answered first = send(body, "Idempotency-Key", "k1");
    Answered second = send(body, "Idempotency-Key", "k1");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(api.get("/messages?backend=test").json().get("messages")).hasSize(1);
    Answered other =
        send("{'backend': 'test', 'to': '0700', 'text': 'other'}", "Idempotency-Key", "k1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().at("/errors/0/field").stringValue()).isEqualTo("Idempotency-Key");
  }

  @Test
  void whatIsNotSentYetCanBeCancelled() {
    Answered sent =
        send("{'backend': 'test', 'to': '0700', 'text': 'hello', 'at': '2090-01-01T08:00:00Z'}");
    String id = sent.json().at("/messages/0/id").stringValue();

    assertThat(api.delete("/messages/" + id).json().get("status").stringValue())
        .isEqualTo("CANCELLED");
    assertThat(api.get("/messages/" + id).json().get("status").stringValue())
        .isEqualTo("CANCELLED");
  }

  @Test
  void whoMayOperateEndsThatAMessageWaitsToBeRouted() {
    Answered waiting = api.post("/incoming/test", "{\"identity\": \"0700\", \"text\": \"later\"}");
    String id = waiting.json().get("id").stringValue();
    api.use(api.token("sender", Set.of(Right.SEND)));
    assertThat(api.delete("/messages/" + id).json().get("detail").stringValue())
        .isEqualTo("the token sender may not do this: it needs the right operate");

    api.use(api.token("operator", Set.of(Right.SEND, Right.READ, Right.OPERATE)));
    assertThat(api.delete("/messages/" + id).json().get("status").stringValue())
        .isEqualTo("ERRORED");
    assertThat(api.delete("/messages/" + id).json().get("detail").stringValue())
        .isEqualTo("it came in, and does not wait to be routed");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(api.get("/messages/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(api.get("/messages/1-1-1-1-1").status()).isEqualTo(404);
    assertThat(api.get("/nothing").status()).isEqualTo(404);
  }

  @Test
  void aTokenDoesNoMoreThanItMay() {
    api.use(api.token("reader", Set.of(Right.READ)));

    Answered refused = send("{'backend': 'test', 'to': '0700', 'text': 'hello'}");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("detail").stringValue())
        .isEqualTo("the token reader may not do this: it needs the right send");
    assertThat(api.get("/messages").status()).isEqualTo(200);
  }

  @Test
  void aPageOfASearchSaysWhereItGoesOn() {
    for (String text : List.of("one", "two", "three")) {
      send("{'backend': 'test', 'to': '0700', 'text': '" + text + "'}");
    }

    Answered first = api.get("/messages?limit=2&direction=out");
    Answered second =
        api.get("/messages?limit=2&direction=out&cursor=" + first.json().get("next").stringValue());

    assertThat(first.json().at("/messages/0/text").stringValue()).isEqualTo("three");
    assertThat(second.json().at("/messages/0/text").stringValue()).isEqualTo("one");
  }

  @Test
  void theAppThatHasHandledOrMadeAMessageIsToldAndSearchedFor() {
    UUID asked = api.router().incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "stock?")).id();
    String sent =
        send("{'backend': 'test', 'to': '0700', 'text': 'hello'}")
            .json()
            .at("/messages/0/id")
            .stringValue();

    assertThat(api.get("/messages/" + asked).json().get("app").stringValue()).isEqualTo("tried");
    assertThat(api.get("/messages/" + sent).json().has("app")).isFalse();
    assertThat(api.get("/messages?app=tried").json().get("messages"))
        .extracting(
            message -> message.get("text").stringValue(),
            message -> message.get("app").stringValue())
        .containsExactly(tuple("you said stock?", "tried"), tuple("stock?", "tried"));
    assertThat(api.get("/messages?app=other").json().get("messages")).isEmpty();
  }

  @Test
  void whatNoAppCanBeCalledIsRefused() {
    Answered answered = api.get("/messages?app=%00");

    assertThat(answered.status()).isEqualTo(422);
    assertThat(answered.json().at("/errors/0/field").stringValue()).isEqualTo("app");
  }

  @Test
  void aReferenceIsToldEverAfter() {
    Answered sent =
        send("{'backend': 'test', 'to': '0700', 'text': 'hello', 'reference': 'visit 12'}");
    String id = sent.json().at("/messages/0/id").stringValue();

    assertThat(api.get("/messages/" + id).json().get("reference").stringValue())
        .isEqualTo("visit 12");
    assertThat(api.get("/messages").json().at("/messages/0/reference").stringValue())
        .isEqualTo("visit 12");
  }

  @Test
  void whatCameInIsAnsweredAfterTheFact() {
    UUID asked = api.router().incoming(ReceivedMessage.of(TestRouter.SOMEBODY, "stock?")).id();

    Answered sent = send("{'in-response-to': '" + asked + "', 'text': '12 boxes'}");

    assertThat(sent.json().at("/messages/0/to").stringValue()).isEqualTo("1112223333");
    String id = sent.json().at("/messages/0/id").stringValue();
    assertThat(api.get("/messages/" + id).json().get("in-response-to").stringValue())
        .isEqualTo(asked.toString());
    assertThat(send("{'in-response-to': '" + id + "', 'text': 'no'}").text())
        .contains("in-response-to is no message that came in");
  }

  @Test
  void whatNobodyCanBeToldIsRefusedByItsField() {
    assertThat(fieldOf("{'backend': 'test', 'to': '1', 'text': 'a', 'callback-url': 'ftp://x/'}"))
        .isEqualTo("callback-url");
    assertThat(
            fieldOf(
                "{'backend': 'test', 'to': '1', 'text-key': {'app': 'none', 'key': 'welcome'}}"))
        .isEqualTo("text-key");
    assertThat(fieldOf("{'backend': 'other', 'to': '1', 'text': 'a'}")).isEqualTo("backend");
    assertThat(fieldOf("{'backend': 'test', 'to': 'a\\u0000', 'text': 'a'}")).isEqualTo("to");
    assertThat(fieldOf("{'backend': 'test', 'to': '1', 'text': '\\ud83d'}")).isEqualTo("text");
  }

  private String fieldOf(String json) {
    Answered answered = send(json);
    assertThat(answered.status()).isEqualTo(422);
    return answered.json().at("/errors/0/field").stringValue();
  }

  private Answered send(String json, String... headers) {
    return api.post("/messages", json.replace('\'', '"'), headers);
  }
}
