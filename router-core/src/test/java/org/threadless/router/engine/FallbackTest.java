package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.SomeSettings;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.router.message.SendOptions;

/** Which backend a message goes out by where its own has a fallback. */
class FallbackTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final BackendName PRIVATE = new BackendName("private");

  private static final Instant NIGHT = Instant.parse("2026-06-01T02:00:00Z");
  private static final BackendSettings DAYS = SomeSettings.openByDay();

  private final Fixture router = new Fixture();
  private final List<OutgoingMessage> elsewhere = new ArrayList<>();
  private SendResult own = SendResult.accepted();
  private SendResult others = SendResult.accepted("gw-2");

  FallbackTest() {
    router.settings = SomeSettings.withFallback(List.of(PRIVATE));
    router.publicBackend = message -> own;
    router.privateBackend =
        message -> {
          elsewhere.add(message);
          return others;
        };
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
  }

  @Test
  void nothingIsKeptOfTheFirstWay() {
    router.incoming("hello");

    assertThat(outcome().way()).isEmpty();
    assertThat(outcome().by()).isEmpty();
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void ofOneThatHasNoOtherWayEachAttemptButAFirstThatEndsItIsKept() {
    router.settings = SomeSettings.withFallback(List.of());
    own = SendResult.retry("busy");
    router.incoming("hello");

    assertThat(failure().way())
        .extracting(Leg::backend, Leg::result, Leg::reason)
        .containsExactly(tuple(PUBLIC, Leg.Result.FAILED, Optional.of("busy")));
  }

  @Test
  void theIdThatAGatewayGivesIsKeptWithTheAttempt() {
    own = SendResult.notServed("not our number");

    router.incoming("hello");

    assertThat(outcome().way())
        .extracting(Leg::gatewayId)
        .containsExactly(Optional.empty(), Optional.of("gw-2"));
  }

  @Test
  void whoIsNotServedGetsItByTheNextOneAtOnce() {
    own = SendResult.notServed("not our number");

    router.incoming("hello");

    assertThat(router.sent)
        .containsExactly("public/1112223333: hello", "private/1112223333: hello");
    assertThat(outcome().result()).isEqualTo(others);
    assertThat(outcome().by()).contains(PRIVATE);
    assertThat(outcome().way())
        .extracting(Leg::backend, Leg::result, Leg::reason)
        .containsExactly(
            tuple(PUBLIC, Leg.Result.NOT_SERVED, Optional.of("not our number")),
            tuple(PRIVATE, Leg.Result.ACCEPTED, Optional.empty()));
  }

  @Test
  void anotherGatewayIsNotToldTheIdThatItHasNotGiven() {
    own = SendResult.notServed("not our number");

    router.incoming(
        new ReceivedMessage(
            Fixture.ALICE, "hello", Optional.of("ext-1"), Optional.empty(), Map.of()));

    OutgoingMessage handed = elsewhere.get(0);
    assertThat(handed.inResponseTo().orElseThrow().externalId()).isEmpty();
    assertThat(handed.connection()).isEqualTo(Connection.of("private", "1112223333"));
  }

  @Test
  void whereNoneServesHimItHasFailed() {
    own = SendResult.notServed("not our number");
    others = SendResult.notServed("not ours either");

    router.incoming("hello");

    assertThat(outcome().result()).isEqualTo(others);
    assertThat(outcome().way()).hasSize(2);
  }

  @Test
  void whatIsRefusedForAnotherReasonIsGivenToNobodyElse() {
    own = SendResult.refused("too long");

    router.incoming("hello");

    assertThat(outcome().result()).isEqualTo(own);
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void whatPerhapsWasTakenIsGivenToNobodyElse() {
    own = SendResult.unanswered("no answer in time");

    for (int i = 0; i < 20; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
    assertThat(elsewhere).isEmpty();
    assertThat(router.store.backlog.postponed).hasSize(20);
  }

  @Test
  void oneFailureIsNoReasonToGoElsewhere() {
    own = SendResult.retry("busy");

    router.incoming("hello");

    assertThat(elsewhere).isEmpty();
    assertThat(failure().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.FAILED));
  }

  @Test
  void afterFailuresInARowToOneConnectionTheNextOneIsUsed() {
    own = SendResult.retry("busy");

    for (int i = 0; i < 5; i++) {
      router.incoming("hello " + i);
    }

    assertThat(router.store.backlog.suspended).containsExactly(PUBLIC);
    assertThat(elsewhere).extracting(OutgoingMessage::text).containsExactly("hello 4");
    assertThat(outcome().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.FAILED), tuple(PRIVATE, Leg.Result.ACCEPTED));
  }

  @Test
  void whatTheOperatorHasToMendGoesElsewhereAtOnce() {
    own = SendResult.unusable("wrong password");

    router.incoming("hello");

    assertThat(router.sent)
        .containsExactly("public/1112223333: hello", "private/1112223333: hello");
    assertThat(outcome().by()).contains(PRIVATE);
  }

  @Test
  void whatWaitsGoesOutByTheNextOneWhileItsOwnIsDown() {
    router.store.backlog.suspended.add(PUBLIC);
    waits(0, OptionalInt.empty(), Optional.empty());

    assertThat(deal()).isEmpty();

    assertThat(router.sent).containsExactly("private/1112223333: hello");
    assertThat(settled().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.DOWN), tuple(PRIVATE, Leg.Result.ACCEPTED));
  }

  @Test
  void whatItsOwnPerhapsHasWaitsForThat() {
    router.store.backlog.suspended.add(PUBLIC);
    waits(1, OptionalInt.empty(), Optional.of(PUBLIC));

    assertThat(deal()).isPresent();

    assertThat(router.sent).isEmpty();
  }

  @Test
  void whatTheNextOnePerhapsHasIsNotGivenToItsOwnAgain() {
    waits(1, OptionalInt.empty(), Optional.of(PRIVATE));

    assertThat(deal()).isEmpty();

    assertThat(router.sent).containsExactly("private/1112223333: hello");
    assertThat(settled().by()).contains(PRIVATE);
  }

  @Test
  void whatTheNextOnePerhapsHasFindsOutWhetherThatIsUp() {
    router.store.backlog.suspended.add(PRIVATE);
    waits(1, OptionalInt.empty(), Optional.of(PRIVATE));
    assertThat(deal()).isPresent();
    assertThat(router.sent).isEmpty();

    router.store.backlog.probeDue.add(PRIVATE);
    assertThat(deal()).isEmpty();
    assertThat(settled().by()).contains(PRIVATE);
    assertThat(router.store.backlog.resumed).isTrue();
  }

  @Test
  void whatTheNextOneDoesNotAnswerIsBoundToIt() {
    own = SendResult.notServed("not our number");
    others = SendResult.unanswered("no answer in time");

    router.incoming("hello");

    assertThat(failure().unanswered()).isEqualTo(1);
    assertThat(failure().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.NOT_SERVED), tuple(PRIVATE, Leg.Result.PERHAPS));
  }

  @Test
  void whatABackendPerhapsHasThatIsConfiguredNoMoreHasFailed() {
    waits(1, OptionalInt.empty(), Optional.of(new BackendName("gone")));

    assertThat(deal()).isEmpty();

    assertThat(settled().result())
        .isEqualTo(
            SendResult.unsendable(
                "perhaps sent by backend gone, which is not configured any more"));
    assertThat(router.sent).isEmpty();
  }

  @Test
  void aProbeAsksItsOwnBackendFirstAndGoesOutByTheNextOne() {
    own = SendResult.retry("still busy");
    router.store.backlog.suspended.add(PUBLIC);
    waits(0, OptionalInt.empty(), Optional.empty());

    router.store.backlog.probe(router.get(DueWork.class), 0);

    assertThat(router.sent)
        .containsExactly("public/1112223333: hello", "private/1112223333: hello");
    assertThat(settled().result()).isEqualTo(others);
    assertThat(router.store.backlog.resumed).isFalse();
    assertThat(router.store.backlog.probes).hasSize(1);
  }

  @Test
  void aProbeThatIsNotServedTellsThatItsBackendIsUp() {
    own = SendResult.notServed("not our number");
    router.store.backlog.suspended.add(PUBLIC);
    waits(0, OptionalInt.empty(), Optional.empty());

    router.store.backlog.probe(router.get(DueWork.class), 0);

    assertThat(router.store.backlog.resumed).isTrue();
    assertThat(settled().by()).contains(PRIVATE);
  }

  @Test
  void aBackendThatIsDownIsProbedByMessagesThatItIsTheFallbackOf() {
    own = SendResult.notServed("not our number");
    router.store.backlog.suspended.add(PRIVATE);
    router.store.backlog.probeDue.add(PRIVATE);

    router.incoming("hello");

    assertThat(outcome().by()).contains(PRIVATE);
    assertThat(router.store.backlog.resumed).isTrue();
  }

  @Test
  void whereTheOnlyOneThatMayServeHimIsDownItWaits() {
    own = SendResult.notServed("not our number");
    router.store.backlog.suspended.add(PRIVATE);

    router.incoming("hello");

    assertThat(failure().reason()).isEqualTo("backend private is down");
    assertThat(failure().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.NOT_SERVED), tuple(PRIVATE, Leg.Result.DOWN));
    assertThat(router.store.backlog.postponed.get(0).due()).isAfter(Instant.now());
  }

  @Test
  void nothingGoesByABackendThatIsPaused() {
    own = SendResult.notServed("not our number");
    Instant since = Instant.parse("2026-06-01T05:00:00Z");
    router.store.backlog.paused.put(PRIVATE, since);

    router.incoming("hello");

    assertThat(elsewhere).isEmpty();
    assertThat(failure().reason()).isEqualTo("backend private is paused by hand since " + since);
    assertThat(failure().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.NOT_SERVED), tuple(PRIVATE, Leg.Result.HELD));
  }

  @Test
  void aPausedBackendIsNotProbedByMessagesOfOthers() {
    own = SendResult.notServed("not our number");
    router.store.backlog.suspended.add(PRIVATE);
    router.store.backlog.probeDue.add(PRIVATE);
    router.store.backlog.paused.put(PRIVATE, Instant.EPOCH);

    router.incoming("hello");

    assertThat(elsewhere).isEmpty();
    assertThat(router.store.backlog.probeDue).containsExactly(PRIVATE);
  }

  @Test
  void outsideOfItsHoursABackendTakesRepliesOfOthersAndNothingElse() {
    router.clock = () -> NIGHT;
    router.privateSettings = DAYS;
    own = SendResult.notServed("not our number");

    waits(0, OptionalInt.empty(), Optional.empty());
    assertThat(deal()).isPresent();
    assertThat(elsewhere).isEmpty();
    router.incoming("hello");

    assertThat(elsewhere).hasSize(1);
  }

  @Test
  void whatWaitsIsNotTriedWhileItsOwnIsDownAndTheNextOneIsHeld() {
    router.clock = () -> NIGHT;
    router.privateSettings = DAYS;
    router.store.backlog.suspended.add(PUBLIC);
    waits(0, OptionalInt.empty(), Optional.empty());
    assertThat(deal()).isPresent();
    router.store.backlog.paused.put(PRIVATE, Instant.EPOCH);
    assertThat(deal()).isPresent();

    assertThat(router.sent).isEmpty();
    assertThat(router.get(DueWork.class).takesOthers(PRIVATE)).isFalse();
  }

  @Test
  void whatWaitsForAPausedBackendGoesNoOtherWay() {
    router.store.backlog.suspended.add(PUBLIC);
    router.store.backlog.paused.put(PUBLIC, Instant.EPOCH);
    waits(0, OptionalInt.empty(), Optional.empty());

    assertThat(deal()).isPresent();

    assertThat(router.sent).isEmpty();
  }

  @Test
  void theOtherBackendIsToldUntilWhenItIsOfUse() {
    Instant until = Instant.now().plusSeconds(60);
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(),
            Fixture.ALICE,
            "hello",
            Optional.empty(),
            Instant.now(),
            SendOptions.none().validUntil(until));

    assertThat(message.by(new Connection(PRIVATE, message.connection().identity())).validUntil())
        .contains(until);
  }

  @Test
  void whatIsToldLaterMayGoElsewhereToo() {
    CompletableFuture<SendResult> later = new CompletableFuture<>();
    own = new SendResult.Later(later);
    router.incoming("hello");
    assertThat(elsewhere).isEmpty();

    later.complete(SendResult.notServed("not our number"));

    assertThat(outcome().by()).contains(PRIVATE);
  }

  @Test
  void theAttemptsOfWhatWaitedAreKeptToItsEnd() {
    waits(0, OptionalInt.empty(), Optional.empty(), 3);

    assertThat(deal()).isEmpty();

    assertThat(settled().way())
        .extracting(Leg::backend, Leg::result)
        .containsExactly(tuple(PUBLIC, Leg.Result.ACCEPTED));
  }

  @Test
  void aReportOfTheNextOneIsTakenThoughTheWayIsNotKnownYet() {
    UUID message = new MessageIds().next();
    router.store.sent.put(message, Fixture.ALICE);

    assertThat(report(message, PRIVATE)).isTrue();
    router.store.sent.put(message, Fixture.BOB);
    assertThat(report(message, PUBLIC)).isFalse();
  }

  private boolean report(UUID message, BackendName by) {
    return router
        .get(DeliveryReports.class)
        .report(
            new ReceivedReport(
                by,
                message,
                ReportedState.DELIVERED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private void waits(int unanswered, OptionalInt probes, Optional<BackendName> perhapsAt) {
    waits(unanswered, probes, perhapsAt, unanswered);
  }

  private void waits(
      int unanswered, OptionalInt probes, Optional<BackendName> perhapsAt, int attempts) {
    OutgoingMessage message =
        new OutgoingMessage(
            new MessageIds().next(), Fixture.ALICE, "hello", Optional.empty(), Instant.now());
    router.store.backlog.waiting.add(
        new WaitingMessage(message, attempts, unanswered, Deaths.none(), probes, perhapsAt));
  }

  private Optional<Instant> deal() {
    return router.store.backlog.dealWithAll(router.get(DueWork.class));
  }

  private SendOutcome outcome() {
    return router.store.outcomes.get(router.store.outcomes.size() - 1);
  }

  private SendOutcome settled() {
    return router.store.backlog.settled.get(0);
  }

  private Failure failure() {
    return router.store.backlog.postponed.get(0).failure().orElseThrow();
  }
}
