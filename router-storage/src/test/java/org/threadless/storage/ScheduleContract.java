package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.Cancellation;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.pool.DatabaseSettings;

/** What a store does with messages that are sent later, or in turn, on every database. */
abstract class ScheduleContract {

  static final BackendName PUBLIC = new BackendName("public");
  static final Connection ALICE = Connection.of("public", "alice");
  static final Connection BOB = Connection.of("public", "bob");
  static final Duration HOUR = Duration.ofHours(1);

  private final MessageIds ids = new MessageIds();
  volatile Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  final InstantSource clock = () -> now;

  Database database;
  MessageStore store;
  private Backlog backlog;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
    store = database.messages();
    backlog = database.backlog();
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    database.close();
  }

  @Test
  void aScheduledMessageIsQueuedAndInNobodysWayUntilItsTime() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    pass(HOUR.minusMillis(1));

    assertThat(toSend()).isEmpty();
    assertThat(status(reminder)).isEqualTo("QUEUED");
    assertThat(backlog.holds(ALICE, Direction.OUT)).isFalse();
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void itIsTakenWhenItsTimeHasComeAndIsGivenUpAsIfItWasMadeThen() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    pass(HOUR);

    List<DueMessage> taken = backlog.take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages();

    assertThat(taken).extracting(DueMessage::id).containsExactly(reminder.id());
    OutgoingMessage message = ((WaitingMessage) taken.get(0)).message();
    assertThat(message.createdAt()).isEqualTo(now);
    assertThat(message.text()).isEqualTo("hello");
    assertThat(toSend()).as("once").isEmpty();
  }

  @Test
  void whatIsScheduledIsCountedUntilItsTime() {
    assertThat(backlog.scheduled()).isEqualTo(ScheduledCount.NONE);
    schedule(ALICE, HOUR.multipliedBy(2));
    schedule(BOB, HOUR);

    assertThat(backlog.scheduled()).isEqualTo(new ScheduledCount(2, Optional.of(now.plus(HOUR))));

    pass(HOUR);
    assertThat(backlog.scheduled()).isEqualTo(new ScheduledCount(1, Optional.of(now.plus(HOUR))));
  }

  @Test
  void itIsThereForTheNextStart() throws Exception {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    close();
    open();
    pass(HOUR);

    assertThat(toSend()).containsExactly(reminder.id());
  }

  @Test
  void untilWhenAMessageIsOfUseIsKeptWithIt() {
    Instant end = now.plus(HOUR).plus(HOUR);
    store(
        new Planned(
            message(ALICE, SendOptions.none().notBefore(now.plus(HOUR)).validUntil(end)),
            OutgoingStatus.QUEUED,
            List.of()));
    pass(HOUR);

    WaitingMessage taken =
        (WaitingMessage) backlog.take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages().get(0);
    assertThat(taken.message().validUntil()).contains(end);
  }

  @Test
  void whenItsTimeComesItIsBehindThoseThatWaitAlreadyThoughTheyWereMadeLater() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    OutgoingMessage later = storedToGoAtOnce(ALICE);
    backlog.postpone(later, Optional.of(failure()), now.plus(HOUR).plus(HOUR));
    pass(HOUR);
    assertThat(toSend()).as("held up by one in retry").isEmpty();

    pass(HOUR);
    assertThat(toSend()).containsExactly(later.id(), reminder.id());
  }

  @Test
  void whatComesToWaitAfterItsTimeIsBehindIt() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    pass(HOUR);
    nextMillisecond();
    OutgoingMessage later = storedToGoAtOnce(ALICE);
    backlog.postpone(later, Optional.empty(), now);

    assertThat(toSend()).containsExactly(reminder.id(), later.id());
  }

  @Test
  void thoseOfOneConnectionGoInTheOrderOfTheirTimesAndThenAsTheyWereMade() {
    OutgoingMessage second = schedule(ALICE, HOUR);
    OutgoingMessage first = schedule(ALICE, HOUR.minusMinutes(1));
    OutgoingMessage third = schedule(ALICE, HOUR);
    pass(HOUR);

    assertThat(toSend()).containsExactly(first.id(), second.id(), third.id());
  }

  @Test
  void aClockThatIsSetForwardADaySendsWhatIsDueInItsOrderAndOnceThoughTheNodeIsKilledThen()
      throws Exception {
    OutgoingMessage third = schedule(ALICE, Duration.ofHours(20));
    OutgoingMessage first = schedule(ALICE, HOUR);
    OutgoingMessage second = schedule(ALICE, HOUR);
    OutgoingMessage another = schedule(BOB, Duration.ofHours(5));
    OutgoingMessage tomorrow = schedule(ALICE, Duration.ofHours(25));
    pass(Duration.ofDays(1));
    UUID[] due = {first.id(), second.id(), another.id(), third.id()};
    assertThat(toSend()).containsExactlyInAnyOrder(due);

    // What it had in hand waits again.
    close();
    open();

    List<UUID> again = toSend();
    assertThat(again).containsExactlyInAnyOrder(due).containsSubsequence(first.id(), second.id());
    assertThat(again).containsSubsequence(second.id(), third.id());
    assertThat(toSend()).as("once").isEmpty();
    pass(HOUR);
    assertThat(toSend()).as("behind what is in hand").isEmpty();
    end(third, SendResult.accepted());
    end(first, SendResult.accepted());
    end(second, SendResult.accepted());
    assertThat(toSend()).containsExactly(tomorrow.id());
  }

  @Test
  void aCancelledMessageDoesNotGo() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);

    assertThat(store.cancel(reminder.id())).isEqualTo(Cancellation.DONE);

    assertThat(status(reminder)).isEqualTo("CANCELLED");
    pass(HOUR);
    assertThat(toSend()).isEmpty();
    assertThat(store.cancel(reminder.id())).isEqualTo(Cancellation.WAS_CANCELLED);
  }

  @Test
  void allThatGoesToAConnectionIsCancelledWithTheReasonAndNothingElse() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    OutgoingMessage waits = storedToGoAtOnce(ALICE);
    backlog.postpone(waits, Optional.of(failure()), now.plus(HOUR));
    OutgoingMessage inHand = storedToGoAtOnce(ALICE);
    OutgoingMessage another = schedule(BOB, HOUR);

    assertThat(store.cancel(ALICE, "told to stop")).isEqualTo(2);

    assertThat(List.of(status(reminder), status(waits), status(inHand)))
        .containsExactly("CANCELLED", "CANCELLED", "QUEUED");
    assertThat(store.conversation(ALICE, 3).get(0).reason()).contains("told to stop");
    pass(HOUR);
    assertThat(toSend()).containsExactly(another.id());
    assertThat(store.cancel(ALICE, "told to stop")).isZero();
  }

  @Test
  void oneThatWaitsForItsNextTryIsCancelledTooAndThoseBehindItMayGo() {
    OutgoingMessage failed = storedToGoAtOnce(ALICE);
    OutgoingMessage behind = storedToGoAtOnce(ALICE);
    backlog.postpone(failed, Optional.of(failure()), now.plus(HOUR));
    backlog.postpone(behind, Optional.empty(), now.plus(HOUR));

    assertThat(store.cancel(failed.id())).isEqualTo(Cancellation.DONE);

    assertThat(toSend()).containsExactly(behind.id());
    assertThat(status(failed)).isEqualTo("CANCELLED");
  }

  @Test
  void whatIsInHandOrGoneOrUnknownIsNotCancelledAndItSaysSo() {
    OutgoingMessage atOnce = storedToGoAtOnce(ALICE);
    assertThat(store.cancel(atOnce.id())).isEqualTo(Cancellation.UNDER_WAY);

    OutgoingMessage taken = schedule(BOB, HOUR);
    pass(HOUR);
    assertThat(toSend()).containsExactly(taken.id());
    assertThat(store.cancel(taken.id())).isEqualTo(Cancellation.UNDER_WAY);

    end(atOnce, SendResult.accepted());
    end(taken, SendResult.refused("no such number"));
    assertThat(store.cancel(atOnce.id())).isEqualTo(Cancellation.SENT);
    assertThat(store.cancel(taken.id())).isEqualTo(Cancellation.FAILED);
    assertThat(store.cancel(ids.next())).isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void whatIsCancelledInAUnitOfWorkThatIsNotStoredGoes() {
    OutgoingMessage reminder = schedule(ALICE, HOUR);
    try (UnitOfWork work = store.begin()) {
      work.mark();
      assertThat(store.cancel(reminder.id())).isEqualTo(Cancellation.DONE);
    }
    pass(HOUR);

    assertThat(toSend()).containsExactly(reminder.id());
  }

  @Test
  void whatGoesInTurnWaitsFromTheBeginningAndIsNoNodesToSend() throws Exception {
    OutgoingMessage one = storedInTurn(ALICE);
    OutgoingMessage two = storedInTurn(ALICE);

    assertThat(backlog.holds(ALICE, Direction.OUT)).as("known at once").isTrue();
    assertThat(toSend()).containsExactly(one.id(), two.id());
  }

  OutgoingMessage schedule(Connection to, Duration in) {
    OutgoingMessage message = message(to, SendOptions.none().notBefore(now.plus(in)));
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));
    return message;
  }

  private OutgoingMessage storedToGoAtOnce(Connection to) {
    OutgoingMessage message = message(to, SendOptions.none());
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()));
    return message;
  }

  OutgoingMessage storedInTurn(Connection to) {
    OutgoingMessage message = message(to, SendOptions.none());
    store(new Planned(message, OutgoingStatus.QUEUED, List.of()).inTurn());
    return message;
  }

  private void store(Planned planned) {
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(planned));
    }
  }

  private OutgoingMessage message(Connection to, SendOptions options) {
    return new OutgoingMessage(ids.next(), to, "hello", Optional.empty(), now, options);
  }

  private Failure failure() {
    return new Failure("busy", 1, 0, now);
  }

  void pass(Duration time) {
    now = now.plus(time);
    database.look();
  }

  // Ids of two generators are in the order of their milliseconds.
  private static void nextMillisecond() {
    long before = System.currentTimeMillis();
    while (System.currentTimeMillis() == before) {
      Thread.onSpinWait();
    }
  }

  private void end(OutgoingMessage message, SendResult result) {
    SendOutcome outcome = new SendOutcome(message.id(), result, now);
    backlog.finish(List.of(message.id()), List.of(outcome), () -> {});
    // Waits until that is stored.
    backlog.waiting();
  }

  List<UUID> toSend() {
    return backlog.take(PUBLIC, Direction.OUT, 100, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private String status(OutgoingMessage message) {
    return store.conversation(message.connection(), 100).stream()
        .filter(each -> each.id().equals(message.id()))
        .findFirst()
        .orElseThrow()
        .status()
        .name();
  }
}
