package org.threadless.console.message.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.app.Messenger;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.SendOptions;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class BulkDeedsTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Connection JUMA = Connection.of("test", "+254733000111");

  private final AtomicBoolean refuses = new AtomicBoolean(true);
  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console =
        ConsoleRouter.start(
                TestRouter.builder()
                    .backend(
                        "test",
                        new RecordingBackend(
                            message ->
                                refuses.get()
                                    ? SendResult.refused("no <b>credit</b>")
                                    : SendResult.accepted())))
            .as(Role.OPERATOR);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private Messenger messenger() {
    return console.router().injected(TransactionalMessenger.class);
  }

  private MessageStatus status(Connection connection) {
    return console.router().conversations().conversation(connection, 10).stream()
        .map(StoredMessage::status)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "FAILED", "Failed,errored"})
  void theWayToSendThemAgainIsThereInWhicheverCaseTheStatusIsWritten(String status) {
    messenger().send("one", AMINA);
    console.settle(AMINA);

    String page = console.get("/messages?status=" + status).body();

    assertThat(page)
        .contains("+254700111222", "Resend failed", "/console/messages/resend?status=failed")
        .contains("<option value=\"" + status.toLowerCase(Locale.ROOT) + "\" selected>")
        .doesNotContain("Cancel waiting");
  }

  @Test
  void whatHasFailedIsSentAgainAsFarAsTheFilterFindsIt() {
    messenger().send("one", AMINA);
    messenger().send("two", JUMA);
    console.settle(AMINA);
    console.settle(JUMA);
    String filter = "?number=%2B254700111222";

    HttpResponse<String> asked = console.get("/messages/resend" + filter);
    assertThat(asked.body())
        .contains("1 message will be sent again", "test: no &lt;b&gt;credit", "Resend 1 message");

    refuses.set(false);
    HttpResponse<String> done = console.post("/messages/resend" + filter);
    console.router().clock().advance(Duration.ofSeconds(1));
    console.settle(AMINA);

    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.headers().firstValue("Location"))
        .contains("/console/messages?number=%2B254700111222&done=resent&count=1");
    assertThat(status(AMINA)).isEqualTo(OutgoingStatus.SENT);
    assertThat(status(JUMA)).isEqualTo(OutgoingStatus.FAILED);
  }

  @Test
  void whatDidNotFailIsNotSentAgain() {
    refuses.set(false);
    messenger().send("one", AMINA);
    console.settle(AMINA);

    assertThat(console.get("/messages/resend").body())
        .contains("No message that the filter finds has failed.")
        .doesNotContain("<button type=\"submit\">Resend");
    assertThat(console.post("/messages/resend").headers().firstValue("Location"))
        .contains("/console/messages?done=resent&count=0");
    assertThat(console.router().backend().given()).hasSize(1);
  }

  @Test
  void whatWaitsIsCancelledAsFarAsTheFilterFindsIt() {
    refuses.set(false);
    SendOptions later = SendOptions.none().notBefore(tomorrow());
    messenger().send("one", later, AMINA);
    messenger().send("two", later, JUMA);

    assertThat(console.get("/messages/cancel?text=one").body())
        .contains("1 message will not be sent");
    console.post("/messages/cancel?text=one");

    assertThat(status(AMINA)).isEqualTo(OutgoingStatus.CANCELLED);
    assertThat(status(JUMA)).isEqualTo(OutgoingStatus.QUEUED);
  }

  private Instant tomorrow() {
    return console.router().clock().instant().plus(Duration.ofDays(1));
  }
}
