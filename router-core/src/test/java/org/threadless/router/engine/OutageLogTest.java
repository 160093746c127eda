package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.backend.SendResult.By;
import org.threadless.router.engine.sending.Outages;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

class OutageLogTest {

  private static final String DOWN =
      "backend public is down, and its messages wait until a probe is answered; the last failure: ";

  private final Fixture router = new Fixture();
  private final CapturedWarnings log = new CapturedWarnings(Outages.class);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void whyABackendIsDownIsSaidOnceAndSecretsAreNot() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
    router.publicBackend =
        message -> SendResult.retry("no answer of http://u:hunter2@a.example/send?key=hunter2");

    saysHello(20);

    assertThat(log.lines())
        .containsExactly(DOWN + "no answer of http://***@a.example/send?key=***");
  }

  @Test
  void whatWentAnotherWayThanToTheGatewayDoesNotEndARunOfFailures() {
    everyOtherSendIs(new SendResult.Accepted(Optional.empty(), By.BACKEND));

    saysHello(20);

    assertThat(log.lines()).containsExactly(DOWN + "refused");
  }

  @Test
  void whatTheGatewayTookEndsARunOfFailures() {
    everyOtherSendIs(SendResult.accepted());

    saysHello(20);

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void whatTheGatewayWasNotAskedForIsNoFailureOfIt() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
    router.publicBackend = message -> SendResult.notYet("the one before is not sent");

    saysHello(20);

    assertThat(log.lines()).isEmpty();
  }

  /** The others fail. */
  private void everyOtherSendIs(SendResult result) {
    router
        .app("twice")
        .on(
            Phase.HANDLE,
            message -> message.respond("one") != null && message.respond("two") != null);
    router.publicBackend =
        message -> message.text().equals("one") ? result : SendResult.retry("refused");
  }

  private void saysHello(int phones) {
    for (int i = 0; i < phones; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }
  }
}
