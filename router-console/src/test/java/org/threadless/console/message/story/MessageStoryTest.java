package org.threadless.console.message.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.FaultyPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class MessageStoryTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");

  private final AtomicBoolean refuses = new AtomicBoolean();
  private ConsoleRouter console;

  @BeforeEach
  void start() {
    FaultyPlugin.mend(false);
    console =
        ConsoleRouter.start(
                TestRouter.builder()
                    .app(new FaultyPlugin())
                    .backend(
                        "test",
                        new RecordingBackend(
                            message ->
                                refuses.get()
                                    ? SendResult.refused("no <b>credit</b>")
                                    : SendResult.accepted("gateway-7"))))
            .as(Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private UUID say(String text) {
    UUID id = console.router().incoming(ReceivedMessage.of(AMINA, text)).id();
    console.settle(AMINA);
    return id;
  }

  private UUID send(String text) {
    UUID id = send(text, SendOptions.none());
    console.settle(AMINA);
    return id;
  }

  private UUID send(String text, SendOptions options) {
    return console
        .router()
        .injected(TransactionalMessenger.class)
        .send(text, options, AMINA)
        .get(0)
        .id();
  }

  private String page(UUID id) {
    HttpResponse<String> page = console.get("/messages/" + id);
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @Test
  void aMessageThatCameInTellsItsGatewaysIdItsErrorAndItsAnswer() {
    FaultyPlugin.mend(true);
    UUID id =
        console
            .router()
            .incoming(
                new ReceivedMessage(
                    AMINA, "stock", Optional.of("ext-1"), Optional.empty(), Map.of("smsc", "usb0")))
            .id();

    assertThat(page(id))
        .contains(
            "ext-1",
            "It came in by test.",
            "It was answered; the answer is: sent.",
            "there are 12");
  }

  @Test
  void whatAnAppThrewIsToldWithAppAndPhase() {
    assertThat(page(say("stock")))
        .contains("The app stock threw in handle.", "no stock &lt;b&gt;in Kisumu")
        .doesNotContain("<b>in Kisumu");
  }

  @Test
  void aMessageThatFailedTellsWhatTheGatewaySaid() {
    refuses.set(true);

    assertThat(page(send("hello")))
        .contains("It was made.", "Since then it is: failed.", "no &lt;b&gt;credit");
  }

  @Test
  void aMessageThatWasSentAgainTellsHowItHadFailedAndWhoWantedIt() {
    refuses.set(true);
    UUID id = send("hello");
    refuses.set(false);

    assertThat(console.post("/messages/" + id + "/resend").statusCode()).isEqualTo(303);

    assertThat(page(id))
        .contains("It had failed.", "no &lt;b&gt;credit", "It was let be sent again by operator.");
  }

  @Test
  void thePageLooksForWhatIsNewUntilAllHasEnded() {
    refuses.set(true);
    UUID failed = send("hello");
    UUID waits = send("later", SendOptions.none().notBefore(Instant.now().plusSeconds(3600)));

    assertThat(page(waits))
        .contains("hx-get=\"/console/messages/" + waits + "/live\"", "hx-trigger=\"every 3s\"");
    assertThat(page(failed)).doesNotContain("/live", "hx-trigger");
    assertThat(console.as(Role.READER).get("/messages/" + waits + "/live").body())
        .startsWith("<div id=\"story\"")
        .contains("It is not to be sent before.")
        .doesNotContain("<html", "Cancel");
  }

  @Test
  void aMessageThatWasAnsweredAndItsAnswerLeadToOneAnother() {
    FaultyPlugin.mend(true);
    UUID id = say("stock");
    UUID answer = console.router().backend().given().get(0).id();

    assertThat(page(id)).contains("href=\"/console/messages/" + answer);
    assertThat(page(answer)).contains("href=\"/console/messages/" + id, "gateway-7");
  }

  @Test
  void aMessageThatNobodyHasIsNotFound() {
    UUID none = UUID.fromString("01a21066-925f-7292-96ca-29a1d20b0848");

    assertThat(console.get("/messages/" + none).statusCode()).isEqualTo(404);
    assertThat(console.get("/messages/x").statusCode()).isEqualTo(404);
  }

  @Test
  void whatAnAppThrewAtIsRunAgainWhenThatIsMended() {
    UUID id = say("stock");
    assertThat(page(id)).contains("Run again");
    FaultyPlugin.mend(true);

    HttpResponse<String> done = console.post("/messages/" + id + "/route");
    console.router().clock().advance(Duration.ofSeconds(1));
    console.settle(AMINA);

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(console.router().backend().texts()).containsExactly("there are 12");
    assertThat(page(id)).doesNotContain("Run again");
    assertThat(console.post("/messages/" + id + "/route").statusCode()).isEqualTo(409);
  }

  @Test
  void whatHasFailedIsSentAgainAndWhatHasNotIsNot() {
    refuses.set(true);
    UUID id = send("hello");
    assertThat(page(id)).contains(">Resend<");
    refuses.set(false);

    assertThat(console.post("/messages/" + id + "/resend").statusCode()).isEqualTo(303);
    console.router().clock().advance(Duration.ofSeconds(1));
    console.settle(AMINA);

    assertThat(page(id)).contains(">sent</span>").doesNotContain(">Resend<");
    HttpResponse<String> again = console.post("/messages/" + id + "/resend");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("Only a message that has failed can be sent again.");
  }

  @Test
  void whatWaitsIsCancelledAndWhatIsSentIsNot() {
    Instant tomorrow = console.router().clock().instant().plus(Duration.ofDays(1));
    UUID id = send("later", SendOptions.none().notBefore(tomorrow));
    assertThat(page(id)).contains(">Cancel<", "It is not to be sent before.");

    assertThat(console.post("/messages/" + id + "/cancel").statusCode()).isEqualTo(303);

    assertThat(console.router().conversations().conversation(AMINA, 1).get(0).status())
        .isEqualTo(OutgoingStatus.CANCELLED);
    UUID sent = send("now");
    HttpResponse<String> late = console.post("/messages/" + sent + "/cancel");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("It is not cancelled: it was sent.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"route", "resend", "cancel"})
  void aReaderChangesNothing(String deed) {
    refuses.set(true);
    UUID id = send("hello");

    assertThat(console.as(Role.READER).post("/messages/" + id + "/" + deed).statusCode())
        .isEqualTo(403);
    assertThat(page(id)).doesNotContain("What can be done");
  }

  @Test
  void whatWouldBecomeOfItTodayStandsBesideWhatHappened() {
    UUID id = say("stock");
    FaultyPlugin.mend(true);

    HttpResponse<String> explained = console.as(Role.READER).get("/messages/" + id + "/explain");

    assertThat(explained.body())
        .contains(
            "What happened then",
            "Nothing was answered.",
            "no stock &lt;b&gt;in Kisumu",
            "What would happen today",
            "there are 12",
            "true: handled it");
    assertThat(console.router().backend().given()).as("nothing is sent").isEmpty();
    assertThat(console.router().conversations().conversation(AMINA, 10)).hasSize(1);
  }

  @Test
  void whatGoesOutPassesNoAppToday() {
    UUID id = send("hello");

    assertThat(page(id)).doesNotContain("/explain");
    assertThat(console.get("/messages/" + id + "/explain").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("org.threadless.console.Strangers#texts")
  void whatStrangersWriteIsText(String text) {
    UUID id =
        console
            .router()
            .incoming(
                new ReceivedMessage(
                    AMINA,
                    text,
                    Optional.of(text.substring(0, Math.min(200, text.length()))),
                    Optional.empty(),
                    Map.of(text.substring(0, Math.min(200, text.length())), text)))
            .id();

    String page = page(id);

    assertThat(page).doesNotContain("<script>document", "<img");
    assertThat(page).contains("<p class=\"text whole\" dir=\"auto\">");
    assertThat(console.get("/messages/" + id + "/explain").body())
        .doesNotContain("<script>document", "<img");
  }
}
