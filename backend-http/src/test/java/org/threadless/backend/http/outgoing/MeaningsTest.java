package org.threadless.backend.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.threadless.backend.http.outgoing.ProviderRequestsTest.answer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.router.backend.SendResult;
import org.threadless.testing.FakeGateway;

class MeaningsTest {

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  private Asking asking() {
    return Asking.get(gateway.url("/"))
        .secret("key", "hunter2")
        .value("user", "me")
        .basic("{user}:{key}")
        .query("report", "{report-url}")
        .id("/id", "id")
        .reason("/why", "$body");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"id\":\"a\"}', a",
    "'{\"id\":1.10}', 1.10",
    "'\uFEFF{\"id\":7}', 7",
    "'ok=1&id=a%20b+c', 'a b c'"
  })
  void theIdIsFoundInJsonAndInAForm(String body, String id) throws Exception {
    gateway.next(utf8(200, body));

    assertThat(asking().send("1", "x")).isEqualTo(new SendResult.Accepted(Optional.of(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OK", "{\"id\":", "{\"id\":null}", "{\"id\":\" \"}", "[1]", "id"})
  void withoutAnIdItIsAcceptedAllTheSame(String body) throws Exception {
    gateway.next(answer(200, body));

    assertThat(asking().send("1", "x")).isEqualTo(SendResult.accepted());
  }

  @Test
  void anIdIsNoLongerThanOneThatReportsMayName() throws Exception {
    gateway.next(answer(200, "{\"id\":\"" + "x".repeat(300) + "\"}"));

    assertThat(asking().send("1", "x"))
        .isEqualTo(new SendResult.Accepted(Optional.of("x".repeat(255))));
  }

  @Test
  void theFirstRuleThatHoldsCounts() throws Exception {
    gateway.next(answer(200, "{\"s\":2}"), answer(200, "{\"s\":3}"), answer(418, ""));
    Asking asking =
        asking()
            .result(Meaning.PERHAPS, "/s", "1", "2")
            .result(Meaning.REFUSED, "$status", "200")
            .result(Meaning.ACCEPTED, "$status", "418");

    assertThat(asking.send("1", "x"))
        .isEqualTo(SendResult.unanswered("the gateway answered 200 OK: {\"s\":2}"));
    assertThat(asking.send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 200 OK: {\"s\":3}"));
    assertThat(asking.send("1", "x")).isEqualTo(SendResult.accepted());
  }

  @Test
  void aGatewayMaySayThatItDoesNotServeTheNumber() throws Exception {
    gateway.next(answer(400, "{\"code\":21211}"));

    assertThat(asking().result(Meaning.NOT_SERVED, "/code", "21211").send("1", "x").isNotServed())
        .isTrue();
  }

  @Test
  void aBodyThatIsTooLongToBeReadIsLeftToTheStatus() throws Exception {
    String body = "{\"x\":\"" + "x".repeat(100_000) + "\",\"id\":\"a\"}";
    gateway.next(answer(200, body), answer(200, body));

    assertThat(asking().send("1", "x")).isEqualTo(SendResult.accepted());
    assertThat(asking().result(Meaning.SETTINGS, "$status", "200").send("1", "x"))
        .isInstanceOfSatisfying(
            SendResult.Unusable.class,
            unusable ->
                assertThat(unusable.reason())
                    .startsWith("the gateway answered 200 OK: {\"x\":\"xxx")
                    .hasSize("the gateway answered 200 OK: ".length() + 200));
  }

  @Test
  void aReasonIsOneLineOfWhatCanBeSeen() throws Exception {
    gateway.next(answer(400, "{\"why\":\" a\\r\\n\\u0000b\\u200F\\tc\\u001b[1m \"}"));

    assertThat(asking().send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 400 Bad Request: a b c [1m"));
  }

  @Test
  void aReasonEndsWithAWholeCharacter() throws Exception {
    gateway.next(answer(400, "{\"why\":\"" + "x".repeat(199) + "\\ud83d\\ude00\"}"));

    assertThat(asking().send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 400 Bad Request: " + "x".repeat(199)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key hunter2",
        "Basic bWU6aHVudGVyMg==",
        "me:hunter2",
        "t=0123456789abcdef0123456789abcdef",
        "https:\\/\\/sms.example.org%26t%3D0123456789abcdef0123456789abcdef"
      })
  void noSecretThatAGatewayRepeatsIsShown(String body) throws Exception {
    gateway.next(answer(400, body), answer(400, "{\"why\":\"" + body + "\"}"));

    for (int i = 0; i < 2; i++) {
      assertThat(asking().send("1", "x"))
          .isInstanceOfSatisfying(
              SendResult.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains("***")
                      .doesNotContain("hunter2", "bWU6aHVudGVyMg", Asking.TOKEN));
    }
  }

  @Test
  void withoutAReasonTheStatusIsOne() throws Exception {
    gateway.next(answer(401, ""), answer(404, ""));

    assertThat(asking().send("1", "x"))
        .isEqualTo(
            SendResult.unusable(
                "the gateway answered 401 Unauthorized: "
                    + "is a user, password or key in its settings wrong?"));
    assertThat(asking().send("1", "x"))
        .isEqualTo(
            SendResult.unusable(
                "the gateway answered 404 Not Found: is the url of outgoing right?"));
  }

  private static FakeGateway.Behaviour utf8(int status, String body) {
    return answer(
        status, new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }
}
