package org.threadless.console.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.Strangers;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class ConversationPagesTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Connection AT_WORK = Connection.of("other", "+254733000111");
  private static final String PAGE = "/conversations/test/%2B254700111222";

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console =
        ConsoleRouter.start(
                TestRouter.builder()
                    .app(new GuardPlugin(), ConsoleRouter.defaults(new GuardPlugin()))
                    .app(new EchoPlugin())
                    .backend("other", RecordingBackend.accepting()))
            .as(Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private void say(Connection from, String text) {
    console.router().incoming(ReceivedMessage.of(from, text));
    console.settle(from);
  }

  private String page(String path) {
    HttpResponse<String> page = console.get(path);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @Test
  void allThatWasSaidIsThereTheNewestLast() {
    say(AMINA, "echo first");
    say(AMINA, "echo second");
    say(AT_WORK, "echo elsewhere");

    String page = page(PAGE);

    assertThat(page)
        .contains("+254700111222", "handled", "sent", "1 segment")
        .doesNotContain("elsewhere");
    assertThat(page.indexOf("first")).isLessThan(page.indexOf("second"));
  }

  @Test
  void aPersonIsNamedAndAllTheirNumbersAreOneClickAway() {
    Contact amina = console.router().contacts().make(c -> c.withName("Amina <b>"), AMINA, AT_WORK);
    say(AMINA, "echo at home");
    say(AT_WORK, "echo at work");

    assertThat(page(PAGE))
        .contains("Amina &lt;b&gt;", "/console/people/" + amina.id(), "All 2 numbers of the person")
        .doesNotContain("at work");
    assertThat(page(PAGE + "?of=person")).contains("at home", "at work");
  }

  @Test
  void whatWasSaidBeforeIsFoundByKey() {
    for (int i = 0; i < 60; i++) {
      say(AMINA, "note " + i + ".");
    }

    String newest = page(PAGE);
    Matcher earlier = Pattern.compile("href=\"/console([^\"]*before=[^\"]*)\"").matcher(newest);
    assertThat(earlier.find()).isTrue();
    String before = page(earlier.group(1).replace("&amp;", "&"));

    assertThat(newest).contains("note 59.", "note 10.", "data-live").doesNotContain("note 9.");
    assertThat(before)
        .contains("note 9.", "note 0.", "To the newest")
        .doesNotContain("note 10.", "data-live");
  }

  @Test
  void whatIsNewIsHadAsAPartOfThePage() {
    say(AMINA, "echo hello");

    String part = page(PAGE + "/live");

    assertThat(part).contains("echo hello", "<ol class=\"talk\">").doesNotContain("<html");
  }

  @Test
  void anOperatorWritesToThem() {
    HttpResponse<String> sent = console.post(PAGE, "text", "We open at 9 \uD83D\uDE00");
    console.router().clock().advance(Duration.ofSeconds(1));

    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.headers().firstValue("Location")).contains("/console" + PAGE + "?done=sent");
    assertThat(console.router().backend().texts()).containsExactly("We open at 9 \uD83D\uDE00");
    assertThat(page(PAGE + "?done=sent")).contains("We open at 9", "The message is on its way.");
  }

  @Test
  void whoeverWritesToSomebodyWhoIsBlockedIsToldThatItIsNotSentAndWhy() {
    console.post(PAGE + "/stop");

    String place =
        console.post(PAGE, "text", "hello").headers().firstValue("Location").orElseThrow();

    assertThat(place).startsWith("/console" + PAGE + "?unsent=");
    assertThat(page(place.substring("/console".length())))
        .containsPattern("<p class=\"notice bad\"[^>]*>It is not sent: [^<]*stop")
        .doesNotContain("The message is on its way.");
    assertThat(console.router().backend().texts()).isEmpty();
  }

  @Test
  void whoeverTriesABackendWithSomebodyWhoIsBlockedSeesThatItIsCancelledAndWhy() {
    console.post(PAGE + "/stop");

    HttpResponse<String> tried =
        console.post("/backends/test/try", "number", "+254700111222", "text", "hello");
    String place = tried.headers().firstValue("Location").orElseThrow();

    assertThat(page(place.substring("/console".length())))
        .contains(">cancelled</span>")
        .containsPattern("told to stop|stopped")
        .doesNotContain("on its way");
  }

  @Test
  void nothingAndTooMuchIsNotSent() {
    assertThat(console.post(PAGE, "text", " ").statusCode()).isEqualTo(400);
    HttpResponse<String> tooLong = console.post(PAGE, "text", Strangers.LONG + "1");
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(tooLong.body()).contains("text: must have at most 10000 characters");
    assertThat(console.post(PAGE, "text", Strangers.LONG).statusCode()).isEqualTo(303);
  }

  @Test
  void aBackendThatIsNotConfiguredTakesNothing() {
    assertThat(page("/conversations/gone/123"))
        .contains("The backend is not configured any more")
        .doesNotContain("<textarea");
    assertThat(console.post("/conversations/gone/123", "text", "x").statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/stop", "/start", "/erase"})
  void aReaderChangesNothing(String deed) {
    say(AMINA, "echo hello");
    console.as(Role.READER);

    assertThat(console.post(PAGE + deed, "text", "x").statusCode()).isEqualTo(403);
    assertThat(page(PAGE)).doesNotContain("<textarea", "Block", "Erase");
  }

  @Test
  void whoeverIsBlockedGetsNothingUntilThatIsUndone() {
    say(AMINA, "echo hello");
    assertThat(page(PAGE)).contains("Block: send nothing there");
    TransactionalMessenger messenger = console.router().injected(TransactionalMessenger.class);
    messenger.send(
        "tomorrow",
        SendOptions.none().notBefore(console.router().clock().instant().plus(Duration.ofDays(1))),
        AMINA);

    assertThat(console.post(PAGE + "/stop").statusCode()).isEqualTo(303);

    assertThat(page(PAGE)).contains("nothing is sent there", "Unblock", "told to stop");
    assertThat(messenger.send("hello", AMINA).get(0).cancelReason()).contains("told to stop");
    assertThat(console.router().conversations().conversation(AMINA, 10))
        .filteredOn(each -> each.text().equals("tomorrow"))
        .allMatch(each -> each.status() == OutgoingStatus.CANCELLED)
        .hasSize(1);

    assertThat(console.post(PAGE + "/start").statusCode()).isEqualTo(303);
    assertThat(messenger.send("hello", AMINA).get(0).cancelReason()).isEmpty();
    assertThat(page(PAGE)).contains("Block: send nothing there");
  }

  @Test
  void whereNoAppKeepsItNobodyIsBlocked() {
    try (ConsoleRouter plain = ConsoleRouter.start()) {
      assertThat(plain.get(PAGE).body()).doesNotContain("Block");
      HttpResponse<String> refused = plain.post(PAGE + "/stop");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("add guard as the first of the apps");
    }
  }

  @Test
  void anAdminErasesThemOnceItIsSaidWhatGoes() {
    console.router().contacts().make(c -> c.withName("Amina"), AMINA, AT_WORK);
    say(AMINA, "echo hello");
    console.post(PAGE + "/stop");
    console.as(Role.ADMIN);

    assertThat(page(PAGE + "/erase"))
        .contains(
            "the contact <bdi>Amina</bdi>",
            "test:+254700111222",
            "other:+254733000111",
            "1 messages received and 1 sent",
            "the app guard keeps");
    assertThat(console.post(PAGE + "/erase").headers().firstValue("Location"))
        .contains("/console/messages?done=erased");

    assertThat(page(PAGE)).contains("Nothing has been said.").doesNotContain("Amina", "hello");
    assertThat(console.get(PAGE + "/erase").statusCode()).isEqualTo(404);
  }

  @Test
  void anOperatorErasesNobody() {
    say(AMINA, "echo hello");

    assertThat(page(PAGE)).doesNotContain("/erase");
    assertThat(console.get(PAGE + "/erase").statusCode()).isEqualTo(403);
    assertThat(console.post(PAGE + "/erase").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @MethodSource("org.threadless.console.Strangers#texts")
  void whatStrangersWriteIsText(String text) {
    say(AMINA, text);

    assertThat(page(PAGE)).doesNotContain("<script>document", "<img");
    assertThat(page(PAGE + "/live")).doesNotContain("<script>document", "<img");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "<b>", "50% \u0645\u0631", "=cmd()"})
  void anyIdentityHasAPage(String identity) {
    Connection somebody = Connection.of("test", identity);
    say(somebody, "echo hello");
    Matcher link =
        Pattern.compile("href=\"/console(/conversations/[^\"]*)\"").matcher(page("/messages"));
    assertThat(link.find()).isTrue();

    assertThat(page(link.group(1))).contains("echo hello").doesNotContain("<b>");
  }
}
