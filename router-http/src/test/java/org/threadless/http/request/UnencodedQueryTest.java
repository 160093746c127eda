package org.threadless.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.FormServer;
import org.threadless.http.RawRequest;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.response.RefusedRequests;
import org.threadless.router.message.ReceivedMessage;

/** A gateway that does not percent-encode: its message is taken. */
@TestInstance(Lifecycle.PER_CLASS)
class UnencodedQueryTest {

  private static final String REST = " HTTP/1.1\r\nHost: x\r\n";
  private static final String LAST = REST + "Connection: close\r\n\r\n";

  private final FormServer server =
      new FormServer(IncomingForm.posted("identity", "text").alsoByGet());

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
      quoteCharacter = '"',
      value = {
        "hello world|hello world",
        "a  b|a  b",
        "room #7|room #7",
        "#|#",
        "is it HTTP/1.1 ?|is it HTTP/1.1 ?",
        "a HTTP/1.1 b HTTP/1.0 c|a HTTP/1.1 b HTTP/1.0 c",
        "what?|what?",
        "100% #1 \u00c3\u00a9|100% #1 \u00e9",
        "caf\u00e9 au lait|caf\u00e9 au lait",
        "a+b%20c d|a b c d",
        "'\"<>\\^`{}'|'\"<>\\^`{}'",
      })
  void blanksAndNumberSignsAreOfTheText(String sent, String text) {
    for (String start : new String[] {"", "\r\n"}) {
      assertThat(server.raw(start + get(sent) + LAST)).startsWith("HTTP/1.1 200");
    }
    assertThat(server.received()).extracting(ReceivedMessage::text).containsExactly(text, text);
  }

  @Test
  void soIsEachByteThatIsNoLineFeedAndNoneOfAForm() {
    for (int each = 0; each < 256; each++) {
      if (each != '\n' && "&+%".indexOf(each) < 0) {
        char sent = (char) each;
        String expected = each == 0 ? "\uFFFD" : String.valueOf(sent);
        if (each >= 0x80 && each < 0xa0) {
          byte[] one = {(byte) each};
          expected = new String(one, Charset.forName("windows-1252"));
          expected = expected.equals("\uFFFD") ? String.valueOf(sent) : expected;
        }
        assertThat(server.raw(get("a" + sent + "b") + LAST))
            .as("byte " + each)
            .startsWith("HTTP/1.1 200");
        assertThat(server.received())
            .last()
            .extracting(ReceivedMessage::text)
            .isEqualTo("a" + expected + "b");
      }
    }
  }

  @Test
  void aTextOfControlCharactersIsMendedAloud() {
    server.raw(get("a\0b") + LAST);

    assertThat(server.received())
        .singleElement()
        .satisfies(message -> assertThat(message.mends()).isNotEmpty())
        .satisfies(message -> assertThat(message.fields()).containsEntry("raw", "a%00b"));
  }

  @Test
  void blanksBeforeTheVersionAreNotOfTheText() {
    server.raw("GET /form/g/?text=x&identity=254700  " + LAST);
    server.raw("GET /form/g/?text=x&identity=254700 #1" + LAST);

    assertThat(server.received())
        .extracting(message -> message.connection().identity().value())
        .containsExactly("254700", "254700 #1");
  }

  @Test
  void thePiecesThatALineComesInDoNotMatter() throws Exception {
    String request = get("room #7 HTTP/1.1 \u00e9") + LAST;
    for (int cut = 1; cut < request.length(); cut += 3) {
      assertThat(answer(request.substring(0, cut), request.substring(cut)))
          .as("cut at " + cut)
          .startsWith("HTTP/1.1 200");
    }
    assertThat(answer(request.split(""))).startsWith("HTTP/1.1 200");
    assertThat(server.received())
        .hasSizeGreaterThan(20)
        .extracting(ReceivedMessage::text)
        .containsOnly("room #7 HTTP/1.1 \u00e9");
  }

  @Test
  void norDoTheyWhereThereIsNoQuery() throws Exception {
    String request = "POST /form/g/" + REST + "Connection: close\r\nContent-Length: 17\r\n\r\n";
    for (int cut = 1; cut < request.length(); cut++) {
      assertThat(answer(request.substring(0, cut), request.substring(cut) + "identity=1&text=x"))
          .as("cut at " + cut)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void requestsOneAfterTheOtherOnAConnectionAreNotMixedUp() throws Exception {
    String all =
        get("one #")
            + REST
            + "\r\n"
            + get("plain")
            + REST
            + "\r\n"
            + "POST /form/g/?identity=1 #2"
            + REST
            + "Content-Length: 10\r\n\r\ntext=a b#c"
            + get("\u00e0 \u00e0")
            + REST
            + "\r\n"
            + get("end")
            + LAST;
    server.raw(all);
    answer(all.split("(?<=#)"));

    assertThat(server.received())
        .extracting(message -> message.connection().identity() + ": " + message.text())
        .startsWith("1: one #", "1: plain", "1 #2: a b#c", "1: \u00e0 \u00e0", "1: end")
        .endsWith("1: one #", "1: plain", "1 #2: a b#c", "1: \u00e0 \u00e0", "1: end")
        .hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"one\ntwo HTTP/1.1", "one\r\ntwo HTTP/1.1", "one two", "one", "one HTTP/1.1 two"})
  void aLineWithoutAVersionAtItsEndIsRefusedAndTheBackendNamed(String rest) {
    long before = refused();

    assertThat(server.raw("GET /form/g/?identity=1&text=" + rest + "\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .endsWith(
            "the request cannot be read: the first line does not end in HTTP/1.1:"
                + " percent-encode what is in the URL");

    assertThat(server.received()).isEmpty();
    await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /form/g/a b/?identity=1&text=x" + LAST,
        "GET /form/g/#?identity=1&text=x\u0001 \u00e9 HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /form/g/\u0001?identity=1&text=x" + LAST,
        "GET /form/g/?identity=1&text=x y HTTP/1.1\r\nHo\u0001st: x\r\n\r\n",
      })
  void whatElseIsMalformedIsRefusedAndTheBackendNamed(String request) {
    long before = refused();

    assertThat(server.raw(request))
        .startsWith("HTTP/1.1 400")
        .contains("the request cannot be read: ");

    assertThat(server.received()).isEmpty();
    await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 1));
  }

  @Test
  void aLineThatNeverEndsIsTooLong() {
    assertThat(server.raw(get("x #".repeat(10_000)))).startsWith("HTTP/1.1 414");
    assertThat(server.raw("\r\n".repeat(20_000))).startsWith("HTTP/1.1 431");
  }

  @Test
  void aLineThatIsBrokenOffIsNone() throws IOException {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(bytes(get("half a #line")));
      socket.shutdownOutput();

      // Jetty closes, or answers 400 where the half and its end came together.
      assertThat(RawRequest.rest(socket.getInputStream())).matches("(?s)|HTTP/1.1 400 .*");
    }
    assertThat(server.received()).isEmpty();
  }

  private long refused() {
    return server.refused().stream()
        .filter(each -> each.backend().equals("g"))
        .mapToLong(RefusedRequests.Count::requests)
        .sum();
  }

  private static String get(String text) {
    return "GET /form/g/?identity=1&text=" + text;
  }

  private String answer(String... pieces) throws IOException {
    try (Socket socket = server.connect()) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      for (String piece : pieces) {
        out.write(bytes(piece));
        out.flush();
      }
      return RawRequest.rest(socket.getInputStream());
    }
  }

  private static byte[] bytes(String each) {
    return each.getBytes(StandardCharsets.ISO_8859_1);
  }
}
