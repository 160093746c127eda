package org.threadless.console.message.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class MessageListTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Connection JUMA = Connection.of("other", "+254733000111");

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console =
        ConsoleRouter.start(
            TestRouter.builder()
                .app(new EchoPlugin())
                .backend(
                    "other",
                    RecordingBackend.failingFor(
                        SendResult.refused("no such number"), JUMA.identity().value())));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void say(Connection from, String text) {
    console.router().incoming(ReceivedMessage.of(from, text));
    console.settle(from);
  }

  private String list(String query) {
    HttpResponse<String> page = console.as(Role.READER).get("/messages" + query);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @Test
  void theNewestComesFirstWithNumberBackendStatusTextAndReason() {
    say(AMINA, "echo habari");
    say(JUMA, "echo mambo");

    String page = list("");

    assertThat(page)
        .contains(
            "+254700111222",
            "href=\"/console/conversations/test/%2B254700111222\"",
            "no such number",
            "<span class=\"badge bad\">failed</span>",
            "<span class=\"badge good\">handled</span>",
            "<time datetime=\"");
    assertThat(page.indexOf("mambo")).isLessThan(page.indexOf("habari"));
  }

  @ParameterizedTest
  @CsvSource({
    "text=HABARI, habari, mambo",
    "number=%2B254700111222, habari, mambo",
    "number=%2B254+700+111-222, habari, mambo",
    "backend=other, mambo, habari",
    "status=failed, mambo, habari",
    "status=failed%2Cerrored, mambo, habari",
    "status=sent, habari, mambo",
    "direction=out&text=m, mambo, habari",
    "when=today&backend=test, habari, mambo",
    "from=2020-01-31&until=2100-01-31T15:30&backend=test, habari, mambo"
  })
  void aFilterFindsWhatIsMeant(String query, String found, String other) {
    say(AMINA, "echo habari");
    say(JUMA, "echo mambo");

    assertThat(rows(list("?" + query))).contains(found).doesNotContain(other);
  }

  private static String rows(String page) {
    int begin = page.indexOf("<tbody>");
    return begin < 0 ? "" : page.substring(begin);
  }

  @Test
  void nothingIsFoundOfAnotherTime() {
    say(AMINA, "echo habari");

    assertThat(list("?when=yesterday")).contains("No message is like that.");
    assertThat(list("?until=2020-01-31")).contains("No message is like that.");
    assertThat(list("?from=2100-01-31T00:00Z")).contains("No message is like that.");
  }

  @Test
  void whatFailedYesterdayIsOneClickAway() {
    say(JUMA, "echo mambo");
    Matcher link =
        Pattern.compile("href=\"/console([^\"]*)\"[^>]*>Failed yesterday<").matcher(list(""));
    assertThat(link.find()).isTrue();
    String path = link.group(1).replace("&amp;", "&");

    console.router().clock().advance(Duration.ofDays(1));
    console.forgetCookies();

    assertThat(rows(list(path.substring("/messages".length()))))
        .contains("failed", "no such number")
        .doesNotContain("handled");
  }

  @Test
  void aTimeIsMeantInTheZoneThatTheAddressNames() {
    say(AMINA, "echo habari");
    String now =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm")
            .format(console.router().clock().instant().atOffset(ZoneOffset.UTC).plusHours(1));

    assertThat(list("?zone=UTC&from=" + now)).contains("No message is like that.");
    // Twelve hours ahead, that was eleven hours ago.
    assertThat(rows(list("?zone=%2B12:00&from=" + now))).contains("habari");
  }

  @Test
  void aSearchThatIsTypedStaysInItsForm() {
    assertThat(
            list(
                "?text=%22%3Cb%3E&number=123&backend=gone&status=sent&zone=Africa/Nairobi"
                    + "&from=2026-01-31"))
        .contains(
            "value=\"&#34;&lt;b>\"",
            "value=\"123\"",
            "<option value=\"gone\" selected>",
            "<option value=\"sent\" selected>",
            "value=\"Africa/Nairobi\"",
            "value=\"2026-01-31T00:00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "status=lost, status: must be one of",
    "direction=up, direction: must be in or out",
    "from=%2B999999999-01-01, from: must be in a year from 1970 to 9999",
    "from=-300000-01-01T00:00Z, from: must be in a year from 1970 to 9999",
    "from=yesterday, from: must be a day or a time such as 2026-01-31 or 2026-01-31T15:30",
    "when=always, 'when: must be today, yesterday, week or month'",
    "zone=Mars&when=today, zone: must be a time zone such as Africa/Nairobi",
    "from=2026-01-02&until=2026-01-01, until: until must be later than from",
    "backend=a%20b, backend: ",
    "cursor=x, cursor: must be one that a search has ended with"
  })
  void whatMeansNothingIsSaidBesideWhatWasTyped(String query, String line) {
    HttpResponse<String> page = console.get("/messages?text=kept&" + query);

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains(line, "value=\"kept\"", "role=\"alert\"");
  }

  @Test
  void theListGoesOnByKeyAndKeepsTheFilter() {
    for (int i = 0; i < 60; i++) {
      say(AMINA, "note " + i + ".");
    }

    String first = list("?direction=in");
    Matcher next =
        Pattern.compile("href=\"/console/messages([^\"]*cursor=[^\"]*)\">Earlier").matcher(first);
    assertThat(next.find()).isTrue();
    say(AMINA, "note that comes meanwhile");
    String second = list(next.group(1).replace("&amp;", "&"));

    assertThat(first).contains("note 59.", "note 10.").doesNotContain("note 9.");
    assertThat(second)
        .contains("note 9.", "note 0.", "Back to the newest")
        .doesNotContain("note 10.", "meanwhile", "Earlier messages");
    assertThat(next.group(1)).contains("direction=in");
  }

  @ParameterizedTest
  @MethodSource("org.threadless.console.Strangers#texts")
  void whatStrangersWriteIsTextAndNotAllOfIt(String text) {
    say(AMINA, text);

    String page = list("");

    assertThat(page).doesNotContain("<script>document", "<img").hasSizeLessThan(20_000);
    assertThat(page).contains("<span class=\"said\" dir=\"auto\">");
  }

  @Test
  void whatIsDoneIsToldInAFixedSentence() {
    assertThat(list("?done=resent&count=3")).contains("3 messages will be sent again.");
    assertThat(list("?done=%3Cb%3Eowned")).doesNotContain("owned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/messages/resend", "/messages/cancel"})
  void onlyAnOperatorIsOfferedWhatChangesThem(String path) {
    assertThat(list("")).doesNotContain(path);
    assertThat(console.as(Role.READER).get(path).statusCode()).isEqualTo(403);
    assertThat(console.as(Role.READER).post(path).statusCode()).isEqualTo(403);
    assertThat(console.as(Role.OPERATOR).get("/messages").body()).contains(path);
  }

  @Test
  void allThatIsFoundCanBeHadAsATable() {
    say(AMINA, "echo habari");
    say(JUMA, "=cmd()");

    HttpResponse<String> table = console.as(Role.READER).get("/messages.csv?direction=in");

    assertThat(table.headers().firstValue("Content-Type")).contains("text/csv; charset=UTF-8");
    assertThat(table.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"messages.csv\"");
    assertThat(table.body().lines())
        .hasSize(3)
        .first()
        .isEqualTo(
            "\uFEFFid,time,direction,backend,number,status,since,reason,text,answers,gateway-id,"
                + "reference,app");
    assertThat(table.body())
        .contains(",in,other,+254733000111,HANDLED,", ",'=cmd(),", ",echo habari,");
  }

  @Test
  void aTableHasMoreRowsThanAreReadAtATime() {
    int many = 2 * FoundTable.AT_A_TIME + 10;
    for (int i = 0; i < many; i++) {
      say(AMINA, "note " + i);
    }

    String table = console.get("/messages.csv").body();

    assertThat(table.lines()).hasSize(many + 1);
    assertThat(table).contains(",note 0,", ",note " + (many - 1) + ",");
  }

  @Test
  void aTableOfWhatMeansNothingIsNone() {
    assertThat(console.get("/messages.csv?status=lost").statusCode()).isEqualTo(400);
  }
}
