package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * What a store keeps of messages that go out by other backends than their own, on every database.
 */
abstract class WayContract {

  private static final BackendName OWN = new BackendName("own");
  private static final BackendName NEXT = new BackendName("next");
  private static final Connection ALICE = Connection.of("own", "1112223333");

  // Of two an hour the next one is free in thirty.
  private static final Duration MINUTES = Duration.ofMinutes(20);

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();
  private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

  private Database database;
  private MessageStore store;
  private Backlog backlog;
  private OutgoingMessage message;

  /** Returns the settings of a database; the first time it is empty. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
    store = database.messages();
    backlog = database.backlog();
    message = planned();
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    database.close();
  }

  @Test
  void nothingIsKeptOfTheFirstWay() {
    store.record(
        List.of(new SendOutcome(message.id(), SendResult.accepted("gw-1"), now, List.of())));

    assertThat(store.way(message.id())).isEmpty();
    assertThat(store.sentAs("gw-1", OWN)).contains(message.id());
  }

  @Test
  void theWayIsKeptAttemptByAttempt() {
    List<Leg> first = List.of(leg(OWN, Leg.Result.NOT_SERVED, 0), leg(NEXT, Leg.Result.FAILED, 0));
    List<Leg> second = List.of(leg(OWN, Leg.Result.DOWN, 1), leg(NEXT, Leg.Result.FAILED, 1));
    List<Leg> third = List.of(Leg.down(OWN, now.plusSeconds(2)), leg(NEXT, Leg.Result.ACCEPTED, 2));
    backlog.postpone(message, Optional.of(new Failure("busy", 1, 0, now, first)), now);
    UUID id = take().id();
    backlog.giveBack(List.of(id), Optional.of(new Failure("busy", 2, 0, now, second)), now);
    take();
    SendOutcome outcome = new SendOutcome(id, SendResult.accepted("gw-2"), now, third);
    backlog.finish(List.of(id), List.of(outcome), () -> {});

    assertThat(store.way(message.id()))
        .containsExactly(
            first.get(0), first.get(1), second.get(0), second.get(1), third.get(0), third.get(1));
  }

  @Test
  void theGatewaysIdIsThatOfTheBackendThatWasUsed() {
    sentByNext();

    assertThat(store.sentAs("gw-2", NEXT)).contains(message.id());
    assertThat(store.sentAs("gw-2", OWN)).isEmpty();
  }

  @Test
  void whatIsSentAgainByHandIsKnownByItsNewId() {
    SendOutcome first = new SendOutcome(message.id(), SendResult.accepted("gw-1"), now, List.of());
    store.record(List.of(first));
    assertThat(store.sentAs("gw-1", OWN)).contains(message.id());
    report(OWN, List.of(OWN), ReportedState.FAILED);
    backlog.resend(List.of(message.id()), "admin");
    assertThat(store.sentAs("gw-1", OWN)).as("until it is sent").contains(message.id());

    take();
    List<Leg> way = List.of(leg(OWN, Leg.Result.NOT_SERVED, 1), leg(NEXT, Leg.Result.ACCEPTED, 1));
    SendOutcome second =
        new SendOutcome(message.id(), SendResult.accepted("gw-2"), now.plusSeconds(1), way);
    backlog.finish(List.of(message.id()), List.of(second), () -> {});

    assertThat(store.sentAs("gw-2", NEXT)).contains(message.id());
    assertThat(store.sentAs("gw-1", OWN)).isEmpty();
  }

  @Test
  void anOlderIdTakesNothingFromANewerOne() {
    store.record(List.of(accepted("gw-2", now.plusSeconds(1))));
    assertThat(store.sentAs("gw-2", OWN)).contains(message.id());
    store.record(List.of(accepted("gw-1", now)));

    assertThat(store.sentAs("gw-2", OWN)).contains(message.id());
    assertThat(store.sentAs("gw-1", OWN)).isEmpty();
  }

  private SendOutcome accepted(String gatewayId, Instant at) {
    return new SendOutcome(message.id(), SendResult.accepted(gatewayId), at, List.of());
  }

  @Test
  void aReportComesByTheBackendThatWasUsed() {
    sentByNext();

    DeliveryReport report = report(NEXT, List.of(NEXT)).orElseThrow();
    assertThat(report.connection()).isEqualTo(ALICE);
    assertThat(report.status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(store.conversation(ALICE, 1).get(0).status()).isEqualTo(OutgoingStatus.DELIVERED);
    assertThat(store.reports(message.id())).containsExactly(report);
  }

  @Test
  void aReportOfABackendThatWasNotUsedIsAboutNoMessage() {
    sentByNext();
    BackendName other = new BackendName("other");

    assertThat(report(other, List.of(other))).isEmpty();
  }

  @Test
  void aReportMayComeBeforeTheWayIsKnown() {
    assertThat(report(NEXT, List.of(OWN, NEXT)).orElseThrow().status())
        .isEqualTo(OutgoingStatus.DELIVERED);
  }

  @Test
  void itIsKnownWhoPerhapsHasIt() {
    backlog.postpone(message, Optional.of(new Failure("late", 1, 1, now)), now);
    assertThat(take().perhapsAt()).contains(OWN);

    message = planned(Connection.of("own", "another"));
    List<Leg> way = List.of(leg(OWN, Leg.Result.NOT_SERVED, 0), leg(NEXT, Leg.Result.PERHAPS, 0));
    backlog.postpone(message, Optional.of(new Failure("late", 1, 1, now, way)), now);
    assertThat(take().perhapsAt()).contains(NEXT);

    message = planned(Connection.of("own", "third"));
    backlog.postpone(message, Optional.of(new Failure("busy", 1, 0, now)), now);
    assertThat(take().perhapsAt()).isEmpty();
  }

  @Test
  void whatIsSentAgainByHandBeginsAnew() {
    List<Leg> way = List.of(leg(OWN, Leg.Result.NOT_SERVED, 0), leg(NEXT, Leg.Result.PERHAPS, 0));
    SendResult given = SendResult.refused("no answer: perhaps sent");
    store.record(List.of(new SendOutcome(message.id(), given, now, way)));
    assertThat(store.way(message.id())).hasSize(2);

    backlog.resend(List.of(message.id()), "admin");

    assertThat(take().perhapsAt()).isEmpty();
  }

  @Test
  void aProbeIsTakenByOneOfThoseWhoWantIt() {
    backlog.suspend(NEXT, now.plus(Duration.ofHours(1)));
    assertThat(backlog.takeProbe(NEXT)).isEmpty();

    backlog.probeAgain(NEXT, now, 3);
    assertThat(backlog.takeProbe(NEXT)).isEqualTo(OptionalInt.of(3));
    assertThat(backlog.takeProbe(NEXT)).isEmpty();
    assertThat(backlog.takeProbe(OWN)).isEmpty();
  }

  @Test
  void whatWaitsForABackendThatIsDownIsTakenWhileItsFallbackIsUp() {
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    backlog.suspend(OWN, now.plus(Duration.ofHours(1)));
    backlog.suspend(NEXT, now.plus(Duration.ofHours(1)));
    backlog.postpone(message, Optional.empty(), now);
    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();

    backlog.resume(NEXT);

    assertThat(take().probes()).isEmpty();
  }

  @Test
  void whatWaitsForABackendThatIsDownWaitsWhereItHasNoFallback() {
    database.watch().setWays(Map.of(OWN, List.of(OWN)), any -> true);
    backlog.suspend(OWN, now.plus(Duration.ofHours(1)));
    backlog.postpone(message, Optional.empty(), now);

    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
  }

  @Test
  void whatWaitsForABackendThatIsDownWaitsWhileItsFallbackTakesNothingOfOthers() {
    Set<BackendName> held = new HashSet<>(Set.of(NEXT));
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), backend -> !held.contains(backend));
    backlog.suspend(OWN, now.plus(Duration.ofHours(1)));
    backlog.postpone(message, Optional.empty(), now);
    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();

    held.clear();

    assertThat(take().probes()).isEmpty();
  }

  @Test
  void aPausedBackendHoldsItsMessagesThoughItsFallbackIsUp() {
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    backlog.suspend(OWN, now.minusSeconds(1));
    backlog.pause(OWN);
    backlog.postpone(message, Optional.empty(), now);

    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
  }

  @Test
  void theRateOfABackendIsForItsOwnMessagesAndThoseOfOthersTogether() {
    Rates rates = ratesOf("2/h", OptionalInt.empty());
    Connection other = Connection.of("next", "1112223333");
    waitsAt("next", 3);

    assertThat(backlog.takeRate(other, rates)).isEmpty();
    assertThat(backlog.take(NEXT, Direction.OUT, 10, rates).messages()).isEmpty();
    assertThat(backlog.takeRate(other, rates).orElseThrow()).isAfter(now.plus(MINUTES));
  }

  @Test
  void whatABackendSendsOfItsOwnIsNotLeftForOthers() {
    Rates rates = ratesOf("2/h", OptionalInt.empty());
    waitsAt("next", 3);

    assertThat(backlog.take(NEXT, Direction.OUT, 10, rates).messages()).hasSize(1);
    assertThat(backlog.takeRate(Connection.of("next", "1112223333"), rates).orElseThrow())
        .isAfter(now.plus(MINUTES));
  }

  @Test
  void whatGoesByAnotherBackendCountsForItsDay() {
    Rates rates = new Rates(Optional.empty(), Optional.empty(), OptionalInt.of(2));
    Connection other = Connection.of("next", "1112223333");

    assertThat(backlog.takeRate(other, rates)).isEmpty();
    assertThat(backlog.takeRate(other, rates)).isEmpty();

    Instant tomorrow =
        LocalDate.ofInstant(now, ZoneId.systemDefault())
            .plusDays(1)
            .atStartOfDay(ZoneId.systemDefault())
            .toInstant();
    assertThat(backlog.takeRate(other, rates)).contains(tomorrow);
  }

  @Test
  void whatGoesByAnotherBackendCountsForTheIdentityAsThatOneHasIt() {
    Rates rates =
        new Rates(Optional.empty(), Optional.of(Rate.valueOf("1/h")), OptionalInt.empty());
    waitsAt("next", 2);

    assertThat(backlog.takeRate(Connection.of("next", "phone-0"), rates)).isEmpty();

    assertThat(backlog.takeRate(Connection.of("next", "phone-0"), rates)).isPresent();
    assertThat(backlog.takeRate(Connection.of("next", "unheard-of"), rates)).isEmpty();
    assertThat(backlog.take(NEXT, Direction.OUT, 10, rates).messages())
        .extracting(DueMessage::connection)
        .containsExactly(Connection.of("next", "phone-1"));
  }

  @Test
  void whatIsTakenByManyAtOnceIsNoMoreThanTheRate() throws Exception {
    Rates rates = new Rates(Optional.empty(), Optional.empty(), OptionalInt.of(20));
    List<Callable<Integer>> takers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Connection phone = Connection.of("next", "phone-" + i);
      takers.add(
          () -> {
            int taken = 0;
            for (int k = 0; k < 10; k++) {
              taken += backlog.takeRate(phone, rates).isEmpty() ? 1 : 0;
            }
            return taken;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(takers.size());
    int taken = 0;
    try {
      for (Future<Integer> each : threads.invokeAll(takers)) {
        taken += each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(taken).isEqualTo(20);
  }

  @Test
  void noMoreIsTakenForAnotherBackendThanThatLetsGo() {
    Rates rates = ratesOf("2/h", OptionalInt.empty());
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    database.watch().setRates(Map.of(NEXT, rates));
    waitsAt("own", 5);
    assertThat(backlog.take(OWN, Direction.OUT, 1, Rates.NONE).messages()).hasSize(1);
    backlog.suspend(OWN, now.plus(Duration.ofHours(1)));

    Taken taken = backlog.take(OWN, Direction.OUT, 10, Rates.NONE);
    assertThat(taken.messages()).hasSize(1);
    assertThat(taken.next().orElseThrow()).isAfter(now.plus(MINUTES));

    assertThat(backlog.takeRate(Connection.of("next", "phone-0"), rates)).isEmpty();
    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
  }

  @Test
  void whatGoesAnotherWayKeepsTheRateOfItsOwnBackend() {
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    OutgoingMessage second = planned(Connection.of("own", "another"));
    backlog.suspend(OWN, now.plus(Duration.ofHours(1)));
    backlog.postpone(message, Optional.empty(), now);
    backlog.postpone(second, Optional.empty(), now);
    Rates rates =
        new Rates(Optional.of(Rate.valueOf("1/h")), Optional.empty(), OptionalInt.empty());

    assertThat(backlog.take(OWN, Direction.OUT, 10, rates).messages()).hasSize(1);
    assertThat(backlog.take(OWN, Direction.OUT, 10, rates).messages()).isEmpty();
  }

  @Test
  void aProbeIsTakenAsEverWhileTheFallbackIsUp() {
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    OutgoingMessage second = planned(Connection.of("own", "another"));
    backlog.suspend(OWN, now.minusSeconds(1));
    backlog.postpone(message, Optional.empty(), now);
    backlog.postpone(second, Optional.empty(), now);

    assertThat(take().probes()).isPresent();
    assertThat(take().probes()).isEmpty();
  }

  @Test
  void whereNothingWaitsThatCouldTellABackendStaysDownWhileItsFallbackIsUp() {
    database.watch().setWays(Map.of(OWN, List.of(OWN, NEXT)), any -> true);
    backlog.suspend(OWN, now.minusSeconds(1));
    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
    assertThat(backlog.isSuspended(OWN)).isTrue();

    backlog.suspend(NEXT, now.plus(Duration.ofHours(1)));
    assertThat(backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
    assertThat(backlog.isSuspended(OWN)).isFalse();
  }

  private static Rates ratesOf(String rate, OptionalInt perDay) {
    return new Rates(Optional.of(Rate.valueOf(rate)), Optional.empty(), perDay);
  }

  private void waitsAt(String backend, int phones) {
    for (int i = 0; i < phones; i++) {
      backlog.postpone(planned(Connection.of(backend, "phone-" + i)), Optional.empty(), now);
    }
  }

  private void sentByNext() {
    List<Leg> way = List.of(leg(OWN, Leg.Result.NOT_SERVED, 0), leg(NEXT, Leg.Result.ACCEPTED, 0));
    store.record(List.of(new SendOutcome(message.id(), SendResult.accepted("gw-2"), now, way)));
    assertThat(store.way(message.id())).isEqualTo(way);
  }

  private Leg leg(BackendName backend, Leg.Result result, int seconds) {
    return new Leg(backend, result, Optional.of("so it was"), now.plusSeconds(seconds));
  }

  private WaitingMessage take() {
    List<DueMessage> taken = backlog.take(OWN, Direction.OUT, 10, Rates.NONE).messages();
    assertThat(taken).hasSize(1);
    return (WaitingMessage) taken.get(0);
  }

  private Optional<DeliveryReport> report(BackendName by, List<BackendName> from) {
    return report(by, from, ReportedState.DELIVERED);
  }

  private Optional<DeliveryReport> report(
      BackendName by, List<BackendName> from, ReportedState state) {
    ReceivedReport received =
        new ReceivedReport(
            by, message.id(), state, Optional.of("ok"), Optional.empty(), Optional.empty());
    Optional<DeliveryReport> report = store.preview(received, from);
    try (UnitOfWork work = store.begin()) {
      report.ifPresent(
          each -> assertThat(work.commit(new Reported(each, List.of(), List.of()))).isTrue());
      return report.map(
          each ->
              new DeliveryReport(
                  each.messageId(),
                  each.connection(),
                  each.state(),
                  each.text(),
                  each.source(),
                  each.reportedAt(),
                  each.receivedAt().truncatedTo(ChronoUnit.MICROS),
                  each.statusBefore(),
                  each.status()));
    }
  }

  private OutgoingMessage planned() {
    return planned(ALICE);
  }

  private OutgoingMessage planned(Connection to) {
    OutgoingMessage made = new OutgoingMessage(ids.next(), to, "hello", Optional.empty(), now);
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(new Planned(made, OutgoingStatus.QUEUED, List.of())));
    }
    return made;
  }
}
