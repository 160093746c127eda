package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.sending.SendsUnderWay;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** What becomes of a message that cannot be sent now. */
class DeliveryTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private final Fixture router = new Fixture();
  private final MessageIds ids = new MessageIds();
  private SendResult result = SendResult.retry("busy");

  DeliveryTest() {
    router.publicBackend = message -> result;
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
  }

  @Test
  void aFailureWorthRetryingIsTriedAgainAfterTheFirstDelay() {
    Instant before = Instant.now();
    router.incoming("hello");

    RecordingBacklog.Postponed postponed = router.store.backlog.postponed.get(0);
    assertThat(postponed.failure().orElseThrow().reason()).isEqualTo("busy");
    assertThat(postponed.failure().orElseThrow().attempts()).isEqualTo(1);
    assertThat(postponed.due()).isBetween(before.plusMillis(1600), Instant.now().plusMillis(2400));
    assertThat(router.store.outcomes).isEmpty();
  }

  @Test
  void whatABackendTellsLaterIsRecordedWhenItDoes() {
    CompletableFuture<SendResult> later = new CompletableFuture<>();
    result = new SendResult.Later(later);

    router.incoming("hello");
    assertThat(router.store.outcomes).isEmpty();
    assertThat(router.store.backlog.postponed).isEmpty();

    later.complete(SendResult.accepted());
    assertThat(router.store.outcomes)
        .extracting(SendOutcome::result)
        .containsExactly(SendResult.accepted());
  }

  @Test
  void whatHasFailedWhenABackendTellsIsTriedAgain() {
    CompletableFuture<SendResult> later = new CompletableFuture<>();
    result = new SendResult.Later(later);

    router.incoming("hello");
    later.complete(SendResult.retry("broken"));

    assertThat(router.store.backlog.postponed.get(0).failure().orElseThrow().reason())
        .isEqualTo("broken");
    assertThat(router.store.outcomes).isEmpty();
  }

  @Test
  void aGatewayThatAsksForMoreTimeGetsIt() {
    result = new SendResult.Retry("busy", Optional.of(Duration.ofMinutes(5)));
    Instant before = Instant.now();
    router.incoming("hello");

    assertThat(due()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aGatewayThatAsksForLessTimeDoesNotGetABusyLoop() {
    result = new SendResult.Retry("busy", Optional.of(Duration.ZERO));
    Instant before = Instant.now();
    router.incoming("hello");

    assertThat(due()).isAfterOrEqualTo(before.plusMillis(1600));
  }

  @Test
  void aLaterMessageWaitsForAnEarlierOneToTheSameConnection() {
    router.store.backlog.holding.add(Fixture.ALICE + " OUT");

    router.incoming("hello");

    assertThat(router.sent).isEmpty();
    assertThat(router.store.backlog.postponed).hasSize(1);
  }

  @Test
  void nothingGoesOutThroughABackendThatIsPausedAndMessagesComeIn() {
    router.store.backlog.pause(PUBLIC);

    router.incoming("hello");

    assertThat(router.sent).isEmpty();
    assertThat(router.store.backlog.postponed).hasSize(1);
    assertThat(router.store.backlog.postponed.get(0).due())
        .as("it goes out when the pause ends")
        .isBefore(Instant.now().plusMillis(1));
    assertThat(router.get(Hold.Source.class).now())
        .extracting(Hold::backend, Hold::cause)
        .containsExactly(tuple(PUBLIC, Hold.Cause.PAUSE));
    assertThat(router.get(DueWork.class).hold(PUBLIC)).isPresent();
  }

  @Test
  void whatGoesOutThroughAnotherBackendGoesOn() {
    result = SendResult.accepted();
    router.store.backlog.pause(new BackendName("private"));

    router.incoming("hello");

    assertThat(router.sent).hasSize(1);
    assertThat(router.get(DueWork.class).hold(PUBLIC)).isEmpty();
  }

  @Test
  void whatWasTakenBeforeAPauseIsGivenBackAndTellsNothingOfTheGateway() {
    result = SendResult.accepted();
    router.store.backlog.waiting.add(waiting("taken before", Instant.now(), 0));
    router.store.backlog.pause(PUBLIC);
    DueWork work = router.get(DueWork.class);

    assertThat(router.store.backlog.dealWithAll(work).orElseThrow()).isAfter(Instant.now());
    router.store.backlog.suspend(PUBLIC, Instant.now());
    router.store.backlog.probe(work, 3);

    assertThat(router.sent).isEmpty();
    assertThat(router.store.backlog.givenBack).isEmpty();
    assertThat(router.store.backlog.resumed).isFalse();
  }

  @Test
  void otherConnectionsGoOn() {
    result = SendResult.accepted();
    router.store.backlog.holding.add("public/somebody OUT");

    router.incoming("hello");

    assertThat(router.sent).hasSize(1);
  }

  @Test
  void afterFailuresInARowToSeveralConnectionsTheBackendIsDownAndNotTried() {
    for (int i = 0; i < 20; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
    assertThat(router.sent).hasSize(5);
    assertThat(router.store.backlog.postponed).hasSize(20);
    assertThat(router.store.backlog.postponed.get(19).due())
        .as("it goes out when a probe is answered")
        .isBefore(Instant.now().plusMillis(1));
  }

  @Test
  void oneRecipientThatCannotBeReachedDoesNotTakeTheBackendDown() {
    for (int i = 0; i < 20; i++) {
      router.incoming("hello");
    }

    assertThat(router.store.backlog.suspended).isEmpty();
  }

  @Test
  void aGatewayThatAnswersInBetweenIsNotDown() {
    router.publicBackend =
        message ->
            message.connection().identity().value().endsWith("4")
                ? SendResult.refused("no such number")
                : SendResult.retry("busy");
    for (int i = 0; i < 50; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i % 5), "hello"));
    }

    assertThat(router.store.backlog.suspended).isEmpty();
  }

  @Test
  void whatTheBackendRefusesWithoutAskingTheGatewayIsNoAnswerOfTheGateway() {
    router.publicBackend =
        message ->
            message.text().equals("too long")
                ? SendResult.unsendable("too long")
                : SendResult.retry("busy");
    for (int i = 0; i < 20; i++) {
      String text = i % 2 == 0 ? "hello" : "too long";
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), text));
    }

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
    assertThat(router.store.outcomes)
        .extracting(SendOutcome::result)
        .hasSize(4)
        .containsOnly(SendResult.unsendable("too long"));
  }

  @Test
  void whatWaitsIsSentInItsOrderUntilOneFails() {
    List<WaitingMessage> waiting = router.store.backlog.waiting;
    waiting.add(waiting("1", Instant.now(), 1));
    waiting.add(waiting("2", Instant.now(), 1));
    waiting.add(waiting("3", Instant.now(), 1));
    router.publicBackend = message -> message.text().equals("3") ? result : SendResult.accepted();
    Instant before = Instant.now();

    Optional<Instant> again = router.store.backlog.dealWithAll(router.get(DueWork.class));

    assertThat(router.sent)
        .containsExactly("public/1112223333: 1", "public/1112223333: 2", "public/1112223333: 3");
    assertThat(router.store.backlog.settled).hasSize(2);
    assertThat(router.store.backlog.givenBack).extracting(Failure::attempts).containsExactly(2);
    assertThat(again.orElseThrow())
        .isBetween(before.plusMillis(3200), Instant.now().plusMillis(4800));
  }

  @Test
  void whatIsTooOldIsGivenUpWithTheReasonAndTheNextOneGoesOn() {
    Instant threeDaysAgo = Instant.now().minus(Duration.ofDays(3));
    router.store.backlog.waiting.add(waiting("old", threeDaysAgo, 300));
    router.store.backlog.waiting.add(waiting("new", Instant.now(), 0));
    router.publicBackend = message -> message.text().equals("old") ? result : SendResult.accepted();

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isEmpty();

    assertThat(router.store.backlog.settled)
        .extracting(SendOutcome::result)
        .containsExactly(SendResult.refused("given up after 72h: busy"), SendResult.accepted());
  }

  @Test
  void whileTheBackendIsDownNothingButAProbeIsSent() {
    router.store.backlog.suspended.add(PUBLIC);
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();
    assertThat(router.sent).isEmpty();

    Instant before = Instant.now();
    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3).orElseThrow())
        .isBetween(before.plusMillis(25_600), Instant.now().plusMillis(38_400));
    assertThat(router.sent).hasSize(1);
  }

  @Test
  void aProbeThatIsAnsweredEndsTheOutageEvenWithANo() {
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));
    result = SendResult.refused("no such number");

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3)).isEmpty();
  }

  @Test
  void aProbeThatTheBackendRefusesWithoutAskingTheGatewayIsFollowedByTheNextAtOnce() {
    router.store.backlog.suspended.add(PUBLIC);
    router.store.backlog.waiting.add(waiting("too long", Instant.now(), 1));
    result = SendResult.unsendable("too long");

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3).orElseThrow())
        .isBeforeOrEqualTo(Instant.now());
    assertThat(router.get(FailedMessages.class).counts()).containsExactly(entry("public", 1L));
  }

  @Test
  void anAnswerToAProbeThatCannotBeStoredIsNoReasonToSendItAgain() {
    router.store.backlog.away = true;
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));
    result = SendResult.accepted();

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3)).isEmpty();

    assertThat(router.sent).hasSize(1);
    assertThat(router.store.backlog.settled).hasSize(1);
  }

  @Test
  void aProbeThatHasFailedIsTriedWhenItsTimeHasComeWhereThatCannotBeStored() {
    router.store.backlog.away = true;
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3).orElseThrow())
        .isAfter(Instant.now());

    assertThat(router.sent).hasSize(1);
    assertThat(router.store.backlog.givenBack).extracting(Failure::attempts).containsExactly(2);
  }

  @Test
  void anOutageThatCannotBeStoredLeavesEachMessageSentOnceAndWaiting() {
    router.store.backlog.away = true;
    for (int i = 0; i < 5; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }

    assertThat(router.sent).hasSize(5);
    assertThat(router.store.backlog.suspended).isEmpty();
    assertThat(router.store.backlog.postponed)
        .allSatisfy(each -> assertThat(each.failure()).isPresent())
        .hasSize(5);
  }

  @Test
  void aMessageThatIsGivenUpByAProbeDoesNotEndTheOutage() {
    Instant threeDaysAgo = Instant.now().minus(Duration.ofDays(3));
    router.store.backlog.waiting.add(waiting("1", threeDaysAgo, 300));

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 3)).isPresent();
  }

  @Test
  void aGatewayThatAsksForAYearGetsAnHour() {
    result = new SendResult.Retry("busy", Optional.of(Duration.ofDays(365)));
    Instant before = Instant.now();
    router.incoming("hello");

    assertThat(due())
        .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void aGatewayThatAsksAProbeForAYearIsProbedAfterAnHour() {
    result = new SendResult.Retry("busy", Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));
    Instant before = Instant.now();

    assertThat(router.store.backlog.probe(router.get(DueWork.class), 1).orElseThrow())
        .isBetween(before.plus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
  }

  @Test
  void aMessageIsTriedForTheLastTimeWhenItIsToBeGivenUp() {
    result = new SendResult.Retry("busy", Optional.of(Duration.ofMinutes(30)));
    Instant made = Instant.now().minus(Duration.ofDays(3)).plusSeconds(60);
    router.store.backlog.waiting.add(waiting("1", made, 1));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class)))
        .contains(made.plus(Duration.ofDays(3)));
  }

  @Test
  void anUnansweredMessageIsSentAgainThreeTimesAndThenItIsPerhapsSent() {
    result = SendResult.unanswered("too late");
    router.incoming("hello");
    Failure first = router.store.backlog.postponed.get(0).failure().orElseThrow();
    assertThat(first.unanswered()).isEqualTo(1);

    OutgoingMessage message = router.store.backlog.postponed.get(0).message();
    for (int before = 1; before <= 2; before++) {
      waits(new WaitingMessage(message, before, before, Deaths.none(), OptionalInt.empty()));
      assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();
    }
    assertThat(router.store.backlog.givenBack)
        .extracting(Failure::unanswered)
        .containsExactly(2, 3);

    waits(new WaitingMessage(message, 3, 3, Deaths.none(), OptionalInt.empty()));
    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isEmpty();
    assertThat(router.store.backlog.settled)
        .extracting(SendOutcome::result)
        .containsExactly(SendResult.refused("no answer: perhaps sent: too late"));
    assertThat(router.sent).hasSize(4);
  }

  @Test
  void otherFailuresDoNotCountAsUnanswered() {
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 20));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();

    assertThat(router.store.backlog.givenBack)
        .extracting(Failure::attempts, Failure::unanswered)
        .containsExactly(tuple(21, 0));
  }

  @Test
  void whatIsNoFaultOfTheMessageTakesTheBackendDownAtOnce() {
    result = SendResult.unusable("no credit");

    router.incoming("hello");

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
    assertThat(router.store.backlog.postponed.get(0).due()).isBefore(Instant.now().plusMillis(1));
    assertThat(router.store.backlog.postponed.get(0).failure().orElseThrow().reason())
        .isEqualTo("no credit");
    router.incoming(ReceivedMessage.of(Connection.of("public", "another"), "hello"));
    assertThat(router.sent).hasSize(1);
  }

  @Test
  void whatABackendTellsLaterTakesItDownAsWell() {
    CompletableFuture<SendResult> later = new CompletableFuture<>();
    result = new SendResult.Later(later);
    router.incoming("hello");

    later.complete(SendResult.unusable("no credit"));

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
  }

  @Test
  void aBackendThatThrowsIsWorthRetrying() {
    router.publicBackend =
        message -> {
          throw new IllegalStateException("broken");
        };

    router.incoming("hello");

    Failure failure = router.store.backlog.postponed.get(0).failure().orElseThrow();
    assertThat(failure.reason()).isEqualTo("java.lang.IllegalStateException: broken");
    assertThat(failure.unanswered()).isZero();
  }

  @Test
  void whatTheNetworkIsToBlameForIsSaidInWords() {
    router.publicBackend =
        message -> {
          throw new IllegalStateException(
              "cannot send", new SSLHandshakeException("Received fatal alert: unknown_ca"));
        };

    router.incoming("hello");

    assertThat(router.store.backlog.postponed.get(0).failure().orElseThrow().reason())
        .isEqualTo(
            "the exchange with the gateway failed: TLS with it failed: it does not trust our"
                + " certificate");
  }

  @Test
  void whatFailsForGoodIsCountedWhateverTheCauseAndWhatIsSentOrWaitsIsNot() {
    FailedMessages failed = router.get(FailedMessages.class);
    router.incoming("waits");
    result = SendResult.accepted();
    router.incoming("is sent");
    assertThat(failed.counts()).isEmpty();

    result = SendResult.refused("no such number");
    router.incoming("is refused");
    assertThat(failed.counts()).containsExactly(entry("public", 1L));

    result = SendResult.retry("busy");
    waits(waiting("is old", Instant.now().minus(Duration.ofDays(3)), 300));
    router.store.backlog.givenUp = new GivenUp(7, List.of(ids.next()));
    router.store.backlog.probe(router.get(DueWork.class), 3);
    assertThat(failed.counts()).containsExactly(entry("public", 9L));
  }

  @Test
  void aStopCutsOffWhatIsUnderWayAndSaysSo() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    router.publicBackend =
        message -> {
          asked.countDown();
          new CountDownLatch(1).await();
          return SendResult.accepted();
        };
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread request =
        new Thread(
            () -> {
              router.incoming("hello");
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    SendsUnderWay sends = router.get(SendsUnderWay.class);
    request.start();
    assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();

    sends.cutOff();
    request.join();

    Failure failure = router.store.backlog.postponed.get(0).failure().orElseThrow();
    assertThat(failure.reason())
        .isEqualTo("the router was stopped before the gateway had answered");
    assertThat(failure.unanswered()).isEqualTo(1);
    // Who stores something must not be interrupted.
    assertThat(interrupted).isFalse();
  }

  @Test
  void afterAStopNothingIsSentAnyMoreAndWhatWaitsIsLeftForTheNextStart() {
    router.get(SendsUnderWay.class).cutOff();
    router.incoming("hello");
    router.store.backlog.waiting.add(waiting("1", Instant.now(), 1));

    assertThat(router.store.backlog.dealWithAll(router.get(DueWork.class))).isPresent();
    assertThat(router.store.backlog.probe(router.get(DueWork.class), 1)).isPresent();
    assertThat(router.sent).isEmpty();
    assertThat(router.store.backlog.postponed.get(0).failure()).isEmpty();
  }

  private void waits(WaitingMessage message) {
    router.store.backlog.waiting.clear();
    router.store.backlog.waiting.add(message);
  }

  private Instant due() {
    return router.store.backlog.postponed.get(0).due();
  }

  private WaitingMessage waiting(String text, Instant made, int attempts) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), Fixture.ALICE, text, Optional.empty(), made);
    return new WaitingMessage(message, attempts, 0, Deaths.none(), OptionalInt.empty());
  }
}
