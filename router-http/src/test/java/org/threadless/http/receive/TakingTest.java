package org.threadless.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.FormServer;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.router.message.ReceivedMessage;

/** What can be understood is taken. */
@TestInstance(Lifecycle.PER_CLASS)
class TakingTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final IncomingForm form =
      IncomingForm.posted("identity", "text").alsoByGet().withExternalId("id");
  private final FormServer server = new FormServer(form);

  @BeforeEach
  void forget() {
    server.received().clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "caf%C3%A9|caf\u00e9|-",
        "a%00b|a\uFFFDb|a%00b",
        "%E9t%E9|\u00e9t\u00e9|%E9t%E9",
        "%D9%85+%E9|\u0645 \u00e9|%D9%85%20%E9",
        "%81%8D|\u0081\u008D|%81%8D",
        "100%|100%|100%25",
        "50%+off|50% off|50%25%20off",
        "%4|%4|%254",
        "%zz%41|%zzA|%25zzA",
        "%ED%A0%BD%ED%B8%80|\uD83D\uDE00|%ED%A0%BD%ED%B8%80",
        "%ED%A0%BD!|\uFFFD!|%ED%A0%BD%21",
        "%F0%9F%98%80|\uD83D\uDE00|-",
        "%EF%BB%BFhi|hi|-",
        "one&text=one|one|-",
        "one&text=two|'one\ntwo'|one%0Atwo",
      })
  void aTextIsTakenWhateverItsBytesAre(String value, String text, String raw) {
    assertThat(server.post(FORM, "identity=1&text=" + value)).startsWith("HTTP/1.1 200");

    ReceivedMessage message = only();
    assertThat(message.text()).isEqualTo(text);
    assertThat(message.fields().get("raw")).isEqualTo(raw);
    assertThat(message.mends().isEmpty()).isEqualTo(raw == null);
  }

  @Test
  void bytesThatAreNotEncodedAreTakenInABodyAndInAQuery() {
    server.post(FORM, "identity=1&text=\u00e9t\u00e9");
    server.request("GET /form/g/?identity=1&text=\u00e9t\u00e9", "", "");
    server.request("GET /form/g/?identity=1&text=\u00c3\u00a9t\u00c3\u00a9", "", "");
    server.raw(
        "\r\nGET /form/g/?identity=1&text=\u00e9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(server.received())
        .extracting(ReceivedMessage::text)
        .containsExactly("\u00e9t\u00e9", "\u00e9t\u00e9", "\u00e9t\u00e9", "\u00e9");
  }

  @Test
  void requestsOneAfterTheOtherOnAConnectionAreNotMixedUp() {
    server.raw(
        "GET /form/g/?identity=1&text=\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n"
            + "GET /form/g/?identity=1&text=plain HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /form/g/ HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nidentity=1&text=\u00ff%3F"
            + "GET /form/g/?identity=1&text=\u00e0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(server.received())
        .extracting(ReceivedMessage::text)
        .containsExactly("\u00e9", "plain", "\u00ff?", "\u00e0");
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1,%E9,\u00e9",
    "windows-1251,%E9,\u0439",
    "UCS-2,%06%45,\u0645",
    "utf-8,%C3%A9,\u00e9",
    "foo,%C3%A9,\u00e9",
    "'a b\u00ff<',%C3%A9,\u00e9"
  })
  void theCharsetThatARequestNamesCounts(String charset, String value, String text) {
    server.post(FORM + "; charset=\"" + charset + "\"", "identity=1&text=" + value);

    assertThat(only().text()).isEqualTo(text);
  }

  @Test
  void aCharsetThatIsNotKnownIsSaidToBeNone() {
    server.post(FORM + "; charset=foo", "identity=1&text=%C3%A9");

    assertThat(only().mends())
        .containsExactly("the charset foo is not known, and was read as UTF-8");
  }

  @Test
  void elseTheCharsetOfTheBackendCounts() {
    try (FormServer russian = new FormServer(form.withCharset(Charset.forName("windows-1251")))) {
      russian.post(FORM, "identity=1&text=%E9");
      russian.post(FORM + ";charset=utf-8", "identity=1&text=%C3%A9");

      assertThat(russian.received())
          .extracting(ReceivedMessage::text)
          .containsExactly("\u0439", "\u00e9");
    }
  }

  @Test
  void whateverIsPostedAsTextIsStoredAsValidUnicode() {
    Random random = new Random(17);
    for (int i = 0; i < 300; i++) {
      StringBuilder body = new StringBuilder("identity=1&text=");
      for (int n = random.nextInt(40); n > 0; n--) {
        char each = (char) random.nextInt(256);
        body.append(
            random.nextBoolean() ? String.format("%%%02X", (int) each) : each == '&' ? 'x' : each);
      }
      assertThat(server.post(FORM, body.toString())).as(body.toString()).startsWith("HTTP/1.1 200");
    }
    assertThat(server.received())
        .hasSize(300)
        .allMatch(message -> StandardCharsets.UTF_8.newEncoder().canEncode(message.text()))
        .noneMatch(message -> message.text().contains("\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "text/plain; charset=utf-8", FORM})
  void aFormMayBeCalledTextOrNothing(String type) {
    server.post(type, "identity=1&text=caf%C3%A9");

    assertThat(only().text()).isEqualTo("caf\u00e9");
  }

  @Test
  void aPostTakesFromTheQueryWhatItsBodyLacks() {
    server.request("POST /form/g/?identity=1&text=query", "", "");
    server.request("POST /form/g/?identity=2&text=query", "Content-Type: application/json", "");
    server.request("POST /form/g/?identity=3&text=query", "Content-Type: " + FORM, "text=body");

    assertThat(server.received())
        .extracting(message -> message.connection().identity() + " " + message.text())
        .containsExactly("1 query", "2 query", "3 body");
  }

  @Test
  void headIsAnsweredLikeGetAndBringsNothing() {
    assertThat(server.request("HEAD /form/g/?identity=1&text=x", "", ""))
        .startsWith("HTTP/1.1 200")
        .endsWith("\r\n\r\n");
    assertThat(server.request("HEAD /form/g/?text=x", "", "")).startsWith("HTTP/1.1 400");
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//form/g/", "/form//g/", "/form/g//", "///form///g", "/form/g/"})
  void aSecondSlashIsOne(String path) {
    assertThat(server.request("POST " + path, "", "identity=1&text=x")).startsWith("HTTP/1.1 200");
    assertThat(server.request("GET /" + "/health//live", "", "")).startsWith("HTTP/1.1 200");
  }

  @Test
  void anExternalIdIsNeverAReasonToRefuse() {
    server.post(FORM, "identity=1&text=x&id=");
    server.post(FORM, "identity=1&text=x&id=" + "7".repeat(256));
    server.post(FORM, "identity=1&text=x&id=" + "7".repeat(257));
    server.post(FORM, "identity=1&text=x&id=a&id=b");

    assertThat(server.received().get(0).externalId()).isEmpty();
    assertThat(server.received().get(1).externalId().orElseThrow()).hasSize(255).startsWith("777");
    assertThat(server.received().get(2).externalId())
        .isNotEqualTo(server.received().get(1).externalId());
    assertThat(server.received().get(3).externalId()).contains("a");
  }

  @Test
  void aPostWithoutATextIsAnEmptyOneWhereThatIsSet() {
    try (FormServer lenient = new FormServer(form.withMissingText(MissingText.EMPTY))) {
      assertThat(lenient.post(FORM, "identity=1")).startsWith("HTTP/1.1 200");
      assertThat(lenient.request("GET /form/g/?identity=1", "", "")).startsWith("HTTP/1.1 400");
      assertThat(lenient.post(FORM, "text=x")).startsWith("HTTP/1.1 400");
      assertThat(lenient.received()).extracting(ReceivedMessage::text).containsExactly("");
    }
  }

  @Test
  void thousandsOfFieldsAreNoReasonToRefuse() {
    String answer = server.post(FORM, "a=1&".repeat(8_000) + "identity=1&text=x");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "%E2%80%8E%2B254%E2%80%AC,+254",
    "+254700,+254700",
    "%20254700,+254700",
    "%EF%BB%BF+254,+254",
    "+nick,' nick'",
    "caf%E9,caf\u00e9",
    "%2B254%0D%0A,+254"
  })
  void anIdentityIsMended(String value, String identity) {
    server.post(FORM, "identity=" + value + "&text=x");

    assertThat(only().connection().identity()).hasToString(identity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%E2%80%8E", "a%00", "a%0Ab", "%0A", "1&identity=2"})
  void whatSaysNotWhoSentItIs400(String value) {
    assertThat(server.post(FORM, "text=x&identity=" + value)).startsWith("HTTP/1.1 400");
    assertThat(server.received()).isEmpty();
  }

  private ReceivedMessage only() {
    assertThat(server.received()).hasSize(1);
    return server.received().get(0);
  }
}
