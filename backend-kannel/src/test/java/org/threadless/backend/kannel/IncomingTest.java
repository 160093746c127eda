package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What smsbox is answered, and what is kept of what it tells. */
@Tag("long")
class IncomingTest {

  @TempDir private Path folder;

  private final FakeSendsms sendsms = new FakeSendsms();
  private Served router;

  @BeforeEach
  void start() {
    router = Served.start(folder, 0, "sendsms-url: " + sendsms.url());
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
        .contains("\"udh\":\"0500\"", "\"raw\":\"0041\"", "\"charset\":\"8-BIT\"")
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
    assertThat(router.column("SELECT fields FROM message").get(0)).contains("\uFFFD\uFFFDa");
  }

  @Test
  void aMessageOf255PartsIsTaken() {
    String text = "%D9%85".repeat(255 * 67);

    assertThat(router.get("?id=1&charset=UTF-8&text=" + text).statusCode()).isEqualTo(200);
    assertThat(router.texts("IN").get(0)).hasSize(255 * 67);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?text=x|id: is missing",
        "?id=1|text: is missing",
        "?id=&text=x|id: must have 1 to 100 characters, and has 0",
        "?id=1&id=2&text=x|id: is there more than once",
        "?id=1&text=x&charset=UTF-99|charset: must be UTF-8, UTF-16BE or 8-BIT: write charset=%C"
            + " in Kannel's get-url",
      })
  void whatNoKannelSendsIsRefusedWithOneLine(String query, String line) {
    HttpResponse<String> answer = router.get(query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(line);
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
