package org.threadless.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.FormServer;
import org.threadless.http.receive.IncomingForm;
import org.threadless.router.message.ReceivedMessage;

/** A form may come in parts, however its program writes them. */
@TestInstance(Lifecycle.PER_CLASS)
class PartsTest {

  private static final String IN_PARTS = "multipart/form-data; boundary=B";

  private final FormServer server = new FormServer(IncomingForm.posted("identity", "text"));

  @BeforeEach
  void forget() {
    server.received().clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void theTextIsTakenAsItIs() {
    String answer =
        server.post(
            IN_PARTS,
            part("name=\"identity\"", "", "1")
                + part(
                    "name=\"photo\"; filename=\"a.png\"",
                    "Content-Type: image/png\r\n",
                    "\u0000\u0089")
                + part("name=\"text\"", "", "caf\u00c3\u00a9 100%+")
                + "--B--\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo("caf\u00e9 100%+");
    assertThat(only().mends()).isEmpty();
  }

  @Test
  void aThousandPartsAreTakenAndMoreAreRefusedInOneLine() {
    String message = part("name=identity", "", "1") + part("name=text", "", "a");
    String other = part("name=a", "", "");

    assertThat(server.post(IN_PARTS, message + other.repeat(998) + "--B--"))
        .startsWith("HTTP/1.1 200");
    assertThat(server.post(IN_PARTS, message + other.repeat(999) + "--B--"))
        .startsWith("HTTP/1.1 413")
        .contains("the form has more than 1,000 parts");
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void tenThousandFieldsAreTakenAndMoreAreRefusedInOneLine() {
    String message = "identity=1&text=a";

    assertThat(server.post("", message + "&a".repeat(9_998) + "&".repeat(5_000)))
        .startsWith("HTTP/1.1 200");
    assertThat(server.post("", message + "&a".repeat(9_999)))
        .startsWith("HTTP/1.1 413")
        .contains("the form has more than 10,000 fields");
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aPartMayHaveACharsetOfItsOwn() {
    server.post(
        "multipart/form-data; boundary=\"B\"",
        part("name=identity", "", "1")
            + part("name=text", "Content-Type: text/plain; charset=ISO-8859-1\r\n", "\u00e9")
            + "--B--");

    assertThat(only().text()).isEqualTo("\u00e9");
    assertThat(only().mends()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--B", "--B\r\n", "--B \r\n\r\n"})
  void theLastBoundaryMayBeMissing(String end) {
    String answer =
        server.post(
            IN_PARTS, part("name=identity", "", "1") + part("name=text", "", "a\r\nb") + end);

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo("a\r\nb");
    assertThat(only().connection().identity()).hasToString("1");
    assertThat(only().mends()).containsExactly("a form in parts without its last boundary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "hello ", ""})
  void soMayTheLineEndBeforeIt(String text) {
    String body = part("name=identity", "", "1") + part("name=text", "", text);

    assertThat(server.post(IN_PARTS, body.substring(0, body.length() - 2)))
        .startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--B--\r\n", ""})
  void aTextMayHoldWhatIsABoundaryAtTheStartOfALine(String end) {
    String text = "see --B-- there,\r\n and --B";

    String answer =
        server.post(IN_PARTS, part("name=text", "", text) + part("name=identity", "", "1") + end);

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo(text);
    assertThat(only().connection().identity()).hasToString("1");
  }

  @Test
  void aBodyThatBreaksOffAtWhatLooksLikeABoundaryKeepsIt() {
    server.post(IN_PARTS, part("name=identity", "", "1") + part("name=text", "", "see --B"));

    assertThat(only().text()).isEqualTo("see --B");
  }

  @Test
  void linesMayEndInALineFeedAlone() {
    String body = part("name=identity", "", "1") + part("name=text", "", "hello") + "--B--\r\n";

    assertThat(server.post(IN_PARTS, body.replace("\r\n", "\n"))).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "base64|Y2Fmw6k=|caf\u00e9",
        "BASE64|Y2Fm\\r\\nw6k|caf\u00e9",
        "base64||\"\"",
        "quoted-printable|caf=C3=A9 =3D 100%+|caf\u00e9 = 100%+",
        "Quoted-Printable|one =\\r\\ntwo=|one two=",
        "quoted-printable|a=zz=c3=a9= \\t\\r\\n.|a=zz\u00e9.",
        "7bit|a=41|a=41",
        "8bit|caf\u00c3\u00a9|caf\u00e9",
        "binary|Y2Fm|Y2Fm",
      })
  void aPartMayBeWrittenInATransferEncoding(String encoding, String value, String text) {
    String header = "Content-Transfer-Encoding: " + encoding + "\r\n";

    String answer = post(header, value == null ? "" : value.translateEscapes());

    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(only().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base64|not base64!|text: is said to be base64, and is not",
        "base64|a|text: is said to be base64, and is not",
        "x-uuencode|x|text: has a Content-Transfer-Encoding that is not taken here: send base64 or none",
      })
  void whatCannotBeDecodedIsRefusedInOneLine(String encoding, String value, String line) {
    assertThat(post("Content-Transfer-Encoding: " + encoding + "\r\n", value))
        .startsWith("HTTP/1.1 400")
        .endsWith("\r\n\r\n" + line);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aPartThatNobodyReadsMayBeWrittenAnyhow() {
    server.post(
        IN_PARTS,
        part("name=photo", "Content-Transfer-Encoding: x-uuencode\r\n", "x")
            + part("name=identity", "Content-Transfer-Encoding: base64\r\n", "KzI1NA==")
            + part("name=text", "", "hello")
            + "--B--");

    assertThat(only().connection().identity()).hasToString("+254");
  }

  @Test
  void partsThatAreNotWholeAreRefusedInOneLine() {
    for (String body :
        List.of(
            "--B\r\nContent-Disposition: form-data; name=identity\r\n",
            part("name=identity", "", "1") + "--B\r\nContent-Dispo")) {
      assertThat(server.post(IN_PARTS, body))
          .as(body)
          .startsWith("HTTP/1.1 400")
          .endsWith("\r\n\r\nthe form cannot be read: its parts are not whole");
    }
  }

  @Test
  void aBodyWithoutItsBoundaryIsRefusedInOneLine() {
    assertThat(server.post(IN_PARTS, "identity=1&text=x"))
        .startsWith("HTTP/1.1 400")
        .endsWith("\r\n\r\nthe form cannot be read: the boundary of its content type is not in it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"b",
        "multipart/form-data; boundary=b; charset=\""
      })
  void partsWithoutABoundaryAreRefusedInOneLine(String type) {
    assertThat(server.post(type, part("name=identity", "", "1")))
        .startsWith("HTTP/1.1 400")
        .endsWith("\r\n\r\nthe form cannot be read: its content type has no boundary");
  }

  private String post(String header, String value) {
    return server.post(
        IN_PARTS, part("name=identity", "", "1") + part("name=text", header, value) + "--B--\r\n");
  }

  private static String part(String disposition, String header, String value) {
    return "--B\r\nContent-Disposition: form-data; "
        + disposition
        + "\r\n"
        + header
        + "\r\n"
        + value
        + "\r\n";
  }

  private ReceivedMessage only() {
    assertThat(server.received()).hasSize(1);
    return server.received().get(0);
  }
}
