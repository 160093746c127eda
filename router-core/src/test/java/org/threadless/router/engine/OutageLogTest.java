package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.backend.SendResult.By;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.sending.Outages;
import org.threadless.router.message.BackendName;
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

  private void failTwentyTimes() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
    router.publicBackend =
        message -> SendResult.retry("no answer of http://u:hunter2@a.example/send?key=hunter2");

    saysHello(20);
  }

  @Test
  void whyABackendIsDownIsSaidOnceAndSecretsAreNot() {
    failTwentyTimes();

    assertThat(log.lines())
        .containsExactly(DOWN + "no answer of http://***@a.example/send?key=***");
  }

  @Test
  void theNodeThatSawItKnowsWhyABackendIsDownSinceWhenAndWhenItIsTriedAgain() {
    Instant before = Instant.now();

    failTwentyTimes();

    assertThat(outages())
        .singleElement()
        .satisfies(
            outage -> {
              assertThat(outage.backend()).hasToString("public");
              assertThat(outage.reason())
                  .contains("no answer of http://***@a.example/send?key=***");
              assertThat(outage.since().orElseThrow()).isBetween(before, Instant.now());
              assertThat(outage.next().orElseThrow()).isAfter(before);
            });
  }

  @Test
  void aProbeThatFailsTellsTheLastReason() {
    failTwentyTimes();
    Outage first = outages().get(0);
    router.publicBackend = message -> SendResult.retry("no route");
    router.store.backlog.waiting.add(
        new WaitingMessage(
            router.store.backlog.postponed.get(0).message(),
            1,
            0,
            Deaths.none(),
            OptionalInt.empty()));

    Optional<Instant> next = router.store.backlog.probe(router.get(DueWork.class), 1);

    Outage last = outages().get(0);
    assertThat(last.reason()).contains("no route");
    assertThat(last.since()).isEqualTo(first.since());
    assertThat(last.next()).isEqualTo(next).isNotEqualTo(first.next());
  }

  @Test
  void aNodeThatHasNotSeenItKnowsOnlyThatABackendIsDown() {
    BackendName backend = new BackendName("public");
    router.store.backlog.suspended.add(backend);

    assertThat(outages())
        .containsExactly(new Outage(backend, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aBackendThatIsUpAgainIsForgotten() {
    failTwentyTimes();

    router.store.backlog.suspended.clear();
    assertThat(outages()).isEmpty();

    router.store.backlog.suspended.add(new BackendName("public"));
    assertThat(outages().get(0).reason()).isEmpty();
  }

  private List<Outage> outages() {
    return router.get(Outage.Source.class).now();
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
