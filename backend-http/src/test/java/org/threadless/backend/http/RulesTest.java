package org.threadless.backend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.CapturedLog;

/** What becomes of all kinds of requests where there are rules. */
class RulesTest {

  private static final String JSON =
      """
      incoming:
        when: {/type: message}
        each: /results
        identity: /from
        text: /text
        id: /id
        time: {at: /at, as: iso}
        fields: {a: /a}
      """;
  private static final String FORM =
      """
      incoming:
        methods: [GET, POST]
        identity: [from, sender]
        text: [text, "$query.q", $header.X-Text]
      """;

  private ReceptionServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBadItemDoesNotKeepTheOthersFromBeingTaken() {
    server = new ReceptionServer(JSON);

    HttpResponse<String> answer =
        results("{'type': 'message', 'text': 'nobody'}", message("1", "a"), message("2", "b"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(texts()).containsExactly("a", "b");
  }

  @Test
  void whereNoItemCanBeReadTheProviderIsToldSo() {
    server = new ReceptionServer(JSON);

    assertThat(results("{'type': 'message', 'text': 'nobody'}").statusCode()).isEqualTo(400);
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void anEmptyArrayIsFineAndSoIsWhatNoRuleIsFor() {
    server = new ReceptionServer(JSON + "answer: {otherwise: {status: 202}}");

    assertThat(results().statusCode()).isEqualTo(200);
    assertThat(results("{'type': 'other'}", "null", "7").statusCode()).isEqualTo(202);
    assertThat(server.json("", "{\"results\": {}}").statusCode()).isEqualTo(202);
    assertThat(server.json("", "[]").statusCode()).isEqualTo(202);
    assertThat(server.json("", "").statusCode()).isEqualTo(202);
    assertThat(server.messages()).isEmpty();
  }

  @Test
  void whereOneCannotBeStoredAllAreToComeAgain() {
    server = new ReceptionServer(JSON);
    server.loseStoreAt("b");

    HttpResponse<String> answer = results(message("1", "a"), message("2", "b"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"results\": [{\"type\": \"message\", \"fr",
        "{\"results\": []} {\"results\": []}",
        "nonsense",
        "{'results': []}",
        "\u0000"
      })
  void aMutilatedBodyIsAnsweredInOneStatusWithoutAWordOfIt(String body) {
    server = new ReceptionServer(JSON);

    HttpResponse<String> answer = server.json("", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() {
    server = new ReceptionServer(JSON);

    assertThat(server.json("", "[".repeat(30_000)).statusCode()).isEqualTo(400);
    assertThat(server.json("", "[".repeat(30_000) + "]".repeat(30_000)).statusCode())
        .isEqualTo(400);
    assertThat(server.json("", "9".repeat(60_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void numbersOfJsonKeepTheirDigits() {
    server = new ReceptionServer(JSON);

    results(
        "{'type': 'message', 'from': 27831234567, 'text': 'x', 'id': 1234567890123456789,"
            + " 'a': 1.500}");

    assertThat(first().connection().identity().value()).isEqualTo("27831234567");
    assertThat(first().externalId()).contains("1234567890123456789");
    assertThat(first().fields()).isEqualTo(Map.of("a", "1.500"));
  }

  @Test
  void jsonThatDoesNotSayThatItIsJsonIsReadAsJson() {
    server = new ReceptionServer(JSON);
    String body = " {\"results\": [" + message("1", "a").replace('\'', '"') + "]}";

    server.send("POST", "", "", body);
    server.send("POST", "", "text/plain", body);
    server.send("POST", "", "application/vnd.provider+json; charset=utf-8", body);

    assertThat(texts()).containsExactly("a", "a", "a");
  }

  @Test
  void whatOnlyLooksLikeJsonIsAForm() {
    server = new ReceptionServer(FORM);

    server.send("POST", "", "", "{=1&from=1&text=a");

    assertThat(texts()).containsExactly("a");
  }

  @Test
  void jsonThatIsBrokenIsNotToldAsAMissingField() {
    for (String rules : List.of(FORM, JSON, "incoming: {identity: /from, text: /text}")) {
      server = new ReceptionServer(rules);

      assertThat(server.send("POST", "", "", "{\"from\": 1, \"text\": \"a").statusCode())
          .isEqualTo(400);
      assertThat(server.reason()).startsWith("the body is no JSON that can be read: see line 1,");
      server.close();
    }
  }

  @Test
  void aTextThatStartsAsJsonIsATextWhereTheBodyIsOne() {
    server = new ReceptionServer("incoming: {identity: $query.from, text: $body}");

    assertThat(server.send("POST", "?from=1", "text/plain", "[hello").statusCode()).isEqualTo(200);
    assertThat(texts()).containsExactly("[hello");
  }

  @Test
  void aBodyOfAnotherKindIsRefused() {
    server = new ReceptionServer(FORM);

    assertThat(server.send("POST", "", "text/xml", "<sms/>").statusCode()).isEqualTo(415);
  }

  @Test
  void bytesThatAreNotInTheCharsetAreMended() {
    server = new ReceptionServer(JSON + "incoming-charset: UTF-8");
    byte[] latin =
        ("{\"results\": [" + message("1", "\u00e9") + "]}").replace('\'', '"').getBytes(ISO_8859_1);

    server.send("POST", "", "application/json", latin);
    server.send("POST", "", "application/json; charset=ISO-8859-1", latin);

    assertThat(texts()).containsExactly("\u00e9", "\u00e9");
    assertThat(first().mends()).containsExactly("bytes that are not UTF-8, read as windows-1252");
    assertThat(server.messages().get(1).mends()).isEmpty();
  }

  @Test
  void theCharsetOfTheBackendCountsWhereTheRequestNamesNone() {
    server = new ReceptionServer(FORM + "incoming-charset: windows-1251");

    server.form("", "from=1&text=%E9");

    assertThat(texts()).containsExactly("\u0439");
  }

  @Test
  void whatNoDatabaseKeepsIsMended() {
    server = new ReceptionServer(JSON);

    results(message("1", "a\\u0000b\\ud83d"));

    assertThat(texts()).containsExactly("a\uFFFDb\uFFFD");
    assertThat(first().mends()).contains("U+0000", "half a surrogate pair");
  }

  @Test
  void aTimeThatIsNoneIsLeftOutAndThatIsSaid() {
    server = new ReceptionServer(JSON);

    try (CapturedLog log = new CapturedLog(RulesTest.class)) {
      results("{'type': 'message', 'from': '1', 'text': 'x', 'at': 'yester\\nday'}");
      results("{'type': 'message', 'from': '1', 'text': 'x', 'at': 'tomorrow'}");

      assertThat(log.lines())
          .filteredOn(line -> line.contains("no time"))
          .singleElement()
          .asString()
          .contains("backend g: what stands at /at is no time that is written as iso: yester?day;");
    }
    assertThat(first().receivedAt()).isEmpty();
    assertThat(first().mends()).isEmpty();
  }

  @Test
  void anEmptyTextIsAMessageAndNoTextIsNone() {
    server = new ReceptionServer(JSON);

    assertThat(results(message("1", "")).statusCode()).isEqualTo(200);
    assertThat(results("{'type': 'message', 'from': '1'}").statusCode()).isEqualTo(400);
    assertThat(results("{'type': 'message', 'from': '1', 'text': null}").statusCode())
        .isEqualTo(400);
    assertThat(texts()).containsExactly("");
  }

  @Test
  void ofSeveralPlacesTheFirstCountsThatHasAnything() {
    server = new ReceptionServer(FORM);

    server.form("?q=in+the+query", "from=&sender=1&text=");
    server.form("?q=in+the+query", "from=2&text=in+the+form");

    assertThat(texts()).containsExactly("in the query", "in the form");
    assertThat(first().connection().identity().value()).isEqualTo("1");
  }

  @Test
  void fieldsMeanTheSameAsInAPlainForm() {
    server = new ReceptionServer(FORM);

    server.form("", "from=%2041&text=a&text=b+100%");

    assertThat(first().connection().identity().value()).isEqualTo("+41");
    assertThat(texts()).containsExactly("a\nb 100%");
    assertThat(first().mends())
        .containsExactlyInAnyOrder(
            "a % without two hexadecimal digits", "there more than once, one in each line");
    assertThat(server.form("", "from=1&from=2&text=a").statusCode()).isEqualTo(400);
  }

  @Test
  void aMethodThatNoRuleHasIs405AndAHeadBringsNothing() {
    server = new ReceptionServer(FORM + "answer: {stored: {status: 204}}");

    HttpResponse<String> put = server.send("PUT", "", "", "from=1&text=a");
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(server.send("HEAD", "?from=1&text=a", "", "").statusCode()).isEqualTo(204);
    assertThat(server.messages()).isEmpty();
    assertThat(server.get("?from=1&text=a").statusCode()).isEqualTo(204);
    assertThat(texts()).containsExactly("a");
  }

  @Test
  void theFirstRuleThatHoldsCounts() {
    server =
        new ReceptionServer(
            """
            incoming:
              - {methods: GET, identity: a, text: text}
              - {when: {kind: [x, y]}, identity: b, text: text}
              - {identity: c, text: text}
            """);

    server.form("", "a=1&b=2&c=3&kind=y&text=t");
    server.form("", "a=1&b=2&c=3&kind=z&text=t");
    server.get("?a=1&b=2&c=3&kind=y&text=t");

    assertThat(server.messages())
        .extracting(message -> message.connection().identity().value())
        .containsExactly("2", "3", "1");
  }

  @Test
  void answersMayHoldWhatCameAndItIsEscaped() {
    server =
        new ReceptionServer(
            """
            incoming: {identity: from, text: text}
            settings: {name: {value: "a & b"}}
            answer:
              stored: {type: application/json, body: '\\{"got":"{field.text}","by":"{name}","x":"{$query.x}"}'}
              never: {status: 422, type: text/xml, body: "<no>{field.text}</no>"}
            """);

    assertThat(server.form("", "from=1&text=say+%22hi%22").body())
        .isEqualTo("{\"got\":\"say \\\"hi\\\"\",\"by\":\"a & b\",\"x\":\"\"}");
    HttpResponse<String> never = server.form("", "text=%3Cb%3E");
    assertThat(never.statusCode()).isEqualTo(422);
    assertThat(never.headers().firstValue("Content-Type")).contains("text/xml");
    assertThat(never.body()).isEqualTo("<no>&lt;b&gt;</no>");
  }

  @Test
  void everyCaseHasAnAnswerOfItsOwn() {
    server =
        new ReceptionServer(
            """
            incoming: {when: {kind: sms}, identity: from, text: text}
            check: [{equal: {$query.k: "{key}"}}]
            settings: {key: {value: s3cret, secret: true}}
            answer:
              stored: {status: 201, body: stored}
              otherwise: {status: 202, body: otherwise}
              again: {status: 500, body: again}
              never: {status: 410, body: never}
              denied: {status: 401, body: denied}
            """);
    server.loseStoreAt("away");

    assertAnswer(server.form("?k=s3cret", "kind=sms&from=1&text=a"), 201, "stored");
    assertAnswer(server.form("?k=s3cret", "kind=mms&from=1&text=a"), 202, "otherwise");
    assertAnswer(server.form("?k=s3cret", "kind=sms&from=1&text=away"), 500, "again");
    assertAnswer(server.form("?k=s3cret", "kind=sms&text=a"), 410, "never");
    assertAnswer(server.form("?k=wrong", "kind=sms&from=1&text=a"), 401, "denied");
    assertThat(texts()).containsExactly("a");
  }

  @Test
  void whatIsBelowIsNotFound() {
    server = new ReceptionServer(FORM);

    assertThat(server.form("report", "from=1&text=a").statusCode()).isEqualTo(404);
  }

  @Test
  void aTimeMayBeInSeconds() {
    server =
        new ReceptionServer("incoming: {identity: from, text: text, time: {at: at, as: millis}}");

    server.send("POST", "", "", "from=1&text=a&at=1718999171123".getBytes(UTF_8));

    assertThat(first().receivedAt()).contains(Instant.ofEpochMilli(1718999171123L));
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }

  private static String message(String from, String text) {
    return "{'type': 'message', 'from': '" + from + "', 'text': '" + text + "'}";
  }

  private HttpResponse<String> results(String... items) {
    return server.json("", ("{'results': [" + String.join(",", items) + "]}").replace('\'', '"'));
  }

  private ReceivedMessage first() {
    return server.messages().get(0);
  }

  private List<String> texts() {
    return server.messages().stream().map(ReceivedMessage::text).toList();
  }
}
