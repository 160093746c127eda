package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What smsbox is answered, and what is kept of what it tells. */
@Tag("long")
class KannelIncomingTest {

  @TempDir private Path folder;

  private final FakeSendsms sendsms = new FakeSendsms();
  private GatewayRouter router;

  @BeforeEach
  void start() {
    router = GatewayRouter.start(folder, 0, "sendsms-url: " + sendsms.url());
  }

  @AfterEach
  void stop() {
    router.close();
    sendsms.close();
  }

  @Test
  void aMessageIsAnsweredWithAnEmptyPlainText() {
    HttpResponse<String> answer = router.get("?id=%2B254700111222&text=echo+hello");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
    assertThat(router.texts("IN")).containsExactly("echo hello");
    assertThat(sendsms.texts()).containsExactly("hello");
    assertThat(sendsms.received().get(0)).containsEntry("to", "+254700111222");
  }

  @Test
  void itIsAnsweredTheSameThoughAnAppThrows() {
    HttpResponse<String> answer = router.get("?id=1&text=throw");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(router.column("SELECT error FROM message_error"))
        .containsExactly("java.lang.IllegalStateException: asked to");
  }

  @Test
  void itIsAnsweredTheSameThoughTheReplyCannotBeSent() {
    sendsms.answerWith(503, "Temporal failure, try again later.");

    assertThat(router.get("?id=1&text=echo+hello").statusCode()).isEqualTo(200);
    assertThat(router.statuses("OUT")).containsExactly("QUEUED");
    assertThat(router.column("SELECT reason FROM message WHERE direction = 'OUT'"))
        .containsExactly("Kannel answered 503 Temporal failure, try again later.");
  }

  @Test
  void aMessageThatKannelSendsTwiceIsRoutedOnce() {
    String query = "?id=1&text=echo+hello&external-id=4779842d-f475-44c2-9682-89df5465233b";

    router.get(query);
    HttpResponse<String> second = router.get(query);

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEmpty();
    assertThat(sendsms.texts()).containsExactly("hello");
  }

  @Test
  void whatKannelTellsIsKeptWithTheMessage() {
    router.get(
        "?id=1&text=%00%41&charset=8-BIT&coding=1&external-id=7&to=8080&smsc=fake1"
            + "&timestamp=1795572368&udh=%05%00&meta=unasked&empty=");

    assertThat(router.column("SELECT fields FROM message"))
        .singleElement()
        .asString()
        .contains("\"to\":\"8080\"", "\"smsc\":\"fake1\"", "\"timestamp\":\"1795572368\"")
        .contains("\"udh\":\"0500\"", "\"raw\":\"%00A\"", "\"charset\":\"8-BIT\"")
        .doesNotContain("meta", "empty");
    assertThat(router.column("SELECT CAST(EXTRACT(EPOCH FROM created_at) AS BIGINT) FROM message"))
        .containsExactly("1795572368");
  }

  @Test
  void aTimeThatIsNoneIsKeptAsAFieldAndNoMore() {
    for (String time : List.of("yesterday", "-5", "99999999999999", "99999999999999999999")) {
      assertThat(router.get("?id=1&text=x&timestamp=" + time).statusCode()).as(time).isEqualTo(200);
    }
    assertThat(router.column("SELECT EXTRACT(YEAR FROM created_at) FROM message"))
        .allMatch(year -> Integer.parseInt(year) >= 2026);
  }

  @Test
  void fieldsThatAreNotUtf8AreKeptAsFarAsTheyAre() {
    assertThat(router.get("?id=1&text=x&smsc=%FF%00a&external-id=%FE").statusCode()).isEqualTo(200);
    assertThat(router.column("SELECT fields FROM message").get(0)).contains("\u00FF\uFFFDa");
  }

  @Test
  void aMessageOf255PartsIsTakenWhereTheHeaderMayBeAsLong() {
    String text = "%D9%85".repeat(255 * 67);

    assertThat(router.get("?id=1&charset=UTF-8&text=" + text).statusCode()).isEqualTo(200);
    assertThat(router.texts("IN").get(0)).hasSize(255 * 67);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?text=x|id: is missing from the form",
        "?id=1|text: is missing from the form",
        "?id=&text=x|id: must have 1 to 100 characters, and has 0",
        "?id=1&id=2&text=x|id: is there more than once, and not the same",
      })
  void whatNoKannelSendsIsRefusedWithOneLine(String query, String line) {
    HttpResponse<String> answer = router.get(query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(line);
    assertThat(router.texts("IN")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // The charset counts, whatever the coding says.
        "%D9%85|UTF-8|2|\u0645|-",
        "%06E|UTF-16BE|2|\u0645|-",
        "%06E|UCS-2|-|\u0645|-",
        "%D8%3D%DE%00|utf-16be|-|\uD83D\uDE00|-",
        "%E9|ISO-8859-1|0|\u00E9|-",
        "%E9|windows-1251|0|\u0439|-",
        "%00%1B%65|GSM|0|@\u20AC|-",
        "%E9%41|8-BIT|1|\u00E9A|%E9A",
        "%00%FF|binary|-|\uFFFD\u00FF|%00%FF",
        // Without one, the coding does.
        "%D9%85|-|0|\u0645|-",
        "%06E|-|2|\u0645|-",
        "%E9|-|1|\u00E9|%E9",
        // And so it does where nobody knows the charset.
        "%D9%85|utf99|-|\u0645|%D9%85",
        "%06E|%25C|2|\u0645|%06E",
      })
  void whateverCharsetIsNamedAMessageIsTaken(
      String bytes, String charset, String coding, String text, String raw) {
    String query =
        "?id=1&text="
            + bytes
            + (charset == null ? "" : "&charset=" + charset)
            + (coding == null ? "" : "&coding=" + coding);

    assertThat(router.get(query).statusCode()).isEqualTo(200);
    assertThat(router.texts("IN")).containsExactly(text);
    String fields = String.valueOf(router.column("SELECT fields FROM message").get(0));
    if (raw == null) {
      assertThat(fields).doesNotContain("raw");
    } else {
      assertThat(fields).contains("\"raw\":\"" + raw + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%06E%04|&charset=UTF-16BE&coding=2|must have text=%b, not %a|\u0645\uFFFD",
        "%D9%85a|&coding=2|charset=%C is missing|\u0645a",
        "%06E%FF|&coding=2|must have text=%b, not %a|\u0645\uFFFD",
        "%00A%00b|&coding=0|charset=%C is missing|\uFFFDA\uFFFDb",
        "x|&charset=utf99|the charset utf99 is not known|x",
      })
  void theLogSaysWhatIsWrongInKannelsConfiguration(
      String bytes, String rest, String line, String text) {
    Logger logger =
        (Logger) LoggerFactory.getLogger("org.threadless.router.engine.routing.SingleWayIn");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
    try {
      assertThat(router.get("?id=1&text=" + bytes + rest).statusCode()).isEqualTo(200);
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }

    assertThat(router.texts("IN")).containsExactly(text);
    String id = router.column("SELECT id FROM message").get(0);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .contains("message " + id, line);
  }

  @Test
  void thePlusThatIsMissingBeforeANumberIsPutThere() {
    router.get("?id=+254700111222&text=echo+x");

    assertThat(sendsms.received().get(0)).containsEntry("to", "+254700111222");
  }

  @Test
  void headBringsNothing() {
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(router.url() + "?id=1&text=x"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    assertThat(router.send(head).statusCode()).isEqualTo(200);
    assertThat(router.texts("IN")).isEmpty();
  }

  @Test
  void onlyGetIsTaken() {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(router.url() + "?id=1&text=x"))
            .POST(BodyPublishers.noBody())
            .build();

    assertThat(router.send(post).statusCode()).isEqualTo(405);
    assertThat(router.texts("IN")).isEmpty();
  }

  @Test
  void aMessageThatCannotBeStoredIsAskedForAgain() {
    router.loseDatabase();

    HttpResponse<String> answer = router.get("?id=1&text=x", Map.of());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
