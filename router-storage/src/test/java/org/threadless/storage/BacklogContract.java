package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.ReceivedReport;
import org.threadless.router.message.ReportedState;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.wait.watch.Pauses;

/** What a store must do with messages that wait, on every database. */
abstract class BacklogContract {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "alice");
  private static final org.threadless.router.message.Connection BOB =
      org.threadless.router.message.Connection.of("public", "bob");

  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();
  private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

  private Database database;
  private boolean isChangedByHand;
  private MessageStore store;
  private Backlog backlog;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    use(Database.open(settings(), clock));
  }

  @AfterEach
  void close() {
    if (!isChangedByHand) {
      CountedMessages.assertRight(database);
    }
    database.close();
  }

  private void use(Database opened) {
    database = opened;
    store = opened.messages();
    backlog = opened.backlog();
  }

  @Test
  void nothingWaitsAtFirst() {
    assertThat(backlog.holds(ALICE, Direction.IN)).isFalse();
    assertThat(backlog.holds(ALICE, Direction.OUT)).isFalse();
    assertThat(backlog.waiting()).isEmpty();
    assertThat(backlog.isSuspended(PUBLIC)).isFalse();
  }

  @Test
  void aMessageThatIsLetWaitHoldsUpLaterOnesAtOnce() {
    IncomingMessage message =
        new IncomingMessage(
            ids.next(),
            ReceivedMessage.of(ALICE, "hello").withExternalId("7"),
            now,
            new Outbox(ids, clock, backend -> {}));
    assertThat(store.claim(message)).isEmpty();

    backlog.letWait(message);

    assertThat(backlog.holds(ALICE, Direction.IN)).isTrue();
    assertThat(backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
        .extracting(DueMessage::id)
        .containsExactly(message.id());
  }

  @Test
  void aMessageThatIsPostponedHoldsUpLaterOnesFromThenOnWithoutAMomentInBetween() {
    for (int i = 0; i < 40; i++) {
      // Of each backend it is known only then that something waits.
      org.threadless.router.message.Connection own =
          org.threadless.router.message.Connection.of("b" + i, "alice");
      OutgoingMessage message = storedReply(own, "hi");
      backlog.postpone(message, Optional.empty(), now);
      CompletableFuture<Void> stored =
          CompletableFuture.runAsync(backlog::waiting).exceptionally(e -> null);
      while (!stored.isDone()) {
        assertThat(isHeld(own)).isTrue();
      }
    }
  }

  // Where the database has too much to do it is, as for whoever sends.
  private boolean isHeld(org.threadless.router.message.Connection connection) {
    try {
      return backlog.holds(connection, Direction.OUT);
    } catch (StoreUnavailableException e) {
      return true;
    }
  }

  @Test
  void aQueuedMessageWaitsToBeRoutedWithAllThatWasReceived() throws Exception {
    ReceivedMessage received =
        ReceivedMessage.of(ALICE, "hello").withExternalId("7").withFields(Map.of("smsc", "usb0"));
    IncomingMessage message = enqueue(received);

    assertThat(backlog.holds(ALICE, Direction.IN)).isTrue();
    assertThat(backlog.holds(BOB, Direction.IN)).isFalse();

    QueuedMessage first =
        (QueuedMessage) backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages().get(0);

    assertThat(first.id()).isEqualTo(message.id());
    assertThat(first.receivedAt()).isEqualTo(now);
    assertThat(first.received()).isEqualTo(received.withReceivedAt(now));
    assertThat(backlog.holds(ALICE, Direction.IN)).isTrue();
  }

  @Test
  void whatWaitsIsRoutedInTheOrderItCameInAndOnce() {
    IncomingMessage one = enqueue(ReceivedMessage.of(ALICE, "1"));
    IncomingMessage two = enqueue(ReceivedMessage.of(ALICE, "2"));

    assertThat(takenIds(10)).containsExactly(one.id(), two.id());
    assertThat(commitQueued(handled(one))).isTrue();
    assertThat(commitQueued(handled(two))).isTrue();
    finish(one, two);

    assertThat(takenIds(10)).isEmpty();
    assertThat(commitQueued(handled(two))).isFalse();
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void nothingMoreIsTakenOfAConnectionThatANodeWorksOn() throws Exception {
    IncomingMessage one = enqueue(ReceivedMessage.of(ALICE, "1"));
    IncomingMessage two = enqueue(ReceivedMessage.of(ALICE, "2"));
    IncomingMessage other = enqueue(ReceivedMessage.of(BOB, "3"));

    try (Database another = Database.open(settings(), clock)) {
      assertThat(takenIds(1)).containsExactly(one.id());
      assertThat(another.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
          .extracting(DueMessage::id)
          .containsExactly(other.id());
      assertThat(takenIds(10)).isEmpty();
      commitQueued(handled(one));
      // Its reply may still be under way.
      assertThat(takenIds(10)).isEmpty();
      finish(one);
      assertThat(takenIds(10)).containsExactly(two.id());
    }
  }

  @Test
  void aPhoneThatHasSentALotHoldsUpNobody() {
    List<UUID> flood = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      flood.add(enqueue(ReceivedMessage.of(ALICE, "again")).id());
    }
    IncomingMessage other = enqueue(ReceivedMessage.of(BOB, "hello"));

    assertThat(takenIds(2)).containsExactlyElementsOf(flood.subList(0, 2));
    assertThat(takenIds(2)).containsExactly(other.id());
    assertThat(takenIds(2)).isEmpty();

    backlog.finish(flood.subList(0, 2), List.of(), () -> {});
    backlog.waiting();
    assertThat(takenIds(2)).containsExactlyElementsOf(flood.subList(2, 4));
  }

  @Test
  void behindAPhoneThatHasSentALotTheOthersHaveTheirTurnsOneAfterTheOther() {
    for (int i = 0; i < 30; i++) {
      enqueue(ReceivedMessage.of(ALICE, "again"));
    }
    List<String> others = List.of("b", "c", "d");
    for (int i = 0; i < 20; i++) {
      others.forEach(
          each ->
              enqueue(
                  ReceivedMessage.of(
                      org.threadless.router.message.Connection.of("public", each), "hello")));
    }
    takenIds(1);

    List<String> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      DueMessage next = backlog.take(PUBLIC, Direction.IN, 1, Rates.NONE).messages().get(0);
      turns.add(next.connection().identity().value());
      backlog.finish(List.of(next.id()), List.of(), () -> {});
      backlog.waiting();
    }

    assertThat(turns.subList(0, 3)).containsExactlyInAnyOrderElementsOf(others);
    assertThat(turns.subList(3, 6)).isEqualTo(turns.subList(0, 3));
  }

  @Test
  void manyBroadcastsToOnePhoneDoNotHideTheFirstOfThem() throws Exception {
    OutgoingMessage first = waitingReply(ALICE, "first");
    inLane(first, 100);
    for (int i = 0; i < 40; i++) {
      inLane(waitingReply(ALICE, "again"), i);
    }

    assertThat(toSend(10)).containsExactly(first.id());
  }

  @Test
  void manyBroadcastsOfWhichNothingIsDueYetDoNotHideAnother() throws Exception {
    OutgoingMessage other = waitingReply(connection(100), "now");
    inLane(other, 100);
    for (int i = 0; i < 40; i++) {
      OutgoingMessage later = storedReply(connection(i), "later");
      backlog.postpone(later, Optional.empty(), now.plusSeconds(60));
      inLane(later, i);
    }

    assertThat(toSend(10)).containsExactly(other.id());
  }

  @Test
  void ofMoreBroadcastsThanOneLookSeesEachHasItsTurn() throws Exception {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      OutgoingMessage each = waitingReply(connection(i), "hello");
      inLane(each, i + 1);
      all.add(each.id());
    }

    List<UUID> taken = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      taken.addAll(toSend(4));
    }

    assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
  }

  private void inLane(OutgoingMessage message, int lane) throws Exception {
    // Stored before it is moved.
    backlog.waiting();
    execute(
        "UPDATE waiting SET priority = 0, lane = CAST('%s' AS UUID) WHERE message_id = CAST('%s' AS UUID)"
            .formatted(new UUID(1, lane), message.id()));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    IncomingMessage one = enqueue(ReceivedMessage.of(ALICE, "1"));
    assertThat(takenIds(10)).containsExactly(one.id());

    backlog.giveBack(List.of(one.id()), Optional.empty(), now);

    assertThat(takenIds(10)).containsExactly(one.id());
  }

  @Test
  void whatAnotherNodeHasRoutedAfterAllDoesNotWait() throws Exception {
    IncomingMessage one = enqueue(ReceivedMessage.of(ALICE, "1"));
    IncomingMessage two = enqueue(ReceivedMessage.of(ALICE, "2"));
    execute("UPDATE message SET status = 'HANDLED' WHERE id = '" + one.id() + "'");

    assertThat(takenIds(10)).containsExactly(two.id());

    execute("UPDATE message SET status = 'HANDLED' WHERE id = '" + two.id() + "'");
    assertThat(commitQueued(handled(two))).isFalse();
    finish(two);
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void aNodeThatTakesAMessageKnowsAtOnceThatAReplyOfAnotherNodeWaits() throws Exception {
    try (Database another = Database.open(settings(), clock)) {
      waitingReply("first");
      enqueue(ReceivedMessage.of(ALICE, "second"));
      assertThat(backlog.waiting()).hasSize(2);

      assertThat(another.backlog().take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
          .hasSize(1);

      assertThat(another.backlog().holds(ALICE, Direction.OUT)).isTrue();
    }
  }

  @Test
  void aMessageThatCouldNotBeSentWaitsWithItsReason() throws Exception {
    OutgoingMessage reply = storedReply("hi");

    backlog.postpone(reply, Optional.of(new Failure("busy", 1, 0, now)), now);

    assertThat(backlog.holds(ALICE, Direction.OUT)).isTrue();
    assertThat(backlog.holds(ALICE, Direction.IN)).isFalse();
    assertThat(backlog.waiting())
        .containsExactly(new WaitingCount(PUBLIC, Direction.OUT, 1, reply.createdAt()));
    assertThat(stored(reply).status()).isEqualTo(OutgoingStatus.QUEUED);
    assertThat(stored(reply).reason()).contains("busy");
  }

  @Test
  void aMessageIsTakenWithWhatItAnswersAndByOneNodeOnly() throws Exception {
    OutgoingMessage reply = storedReply("hi");
    backlog.postpone(reply, Optional.of(new Failure("busy", 1, 0, now)), now);

    WaitingMessage taken = takeFirst(ALICE);

    assertThat(taken.attempts()).isEqualTo(1);
    assertThat(taken.message().id()).isEqualTo(reply.id());
    assertThat(taken.message().connection()).isEqualTo(ALICE);
    assertThat(taken.message().text()).isEqualTo("hi");
    assertThat(taken.message().createdAt()).isEqualTo(reply.createdAt());
    assertThat(taken.message().inResponseTo()).isEqualTo(reply.inResponseTo());
    assertThat(toSend(10)).isEmpty();
    assertThat(backlog.holds(ALICE, Direction.OUT)).isTrue();
  }

  @Test
  void aMessageThatIsGivenBackCanBeTakenAgainAndHasBeenTriedOnceMore() throws Exception {
    OutgoingMessage reply = waitingReply("hi");
    takeFirst(ALICE);

    giveBack(reply, new Failure("still busy", 2, 0, now));

    assertThat(takeFirst(ALICE).attempts()).isEqualTo(2);
    assertThat(stored(reply).reason()).contains("still busy");
  }

  @Test
  void howOftenAMessageIsPerhapsSentIsCountedOverRestarts() throws Exception {
    OutgoingMessage reply = storedReply("hi");
    backlog.postpone(reply, Optional.of(new Failure("late", 1, 1, now)), now);
    assertThat(takeFirst(ALICE).unanswered()).isEqualTo(1);
    giveBack(reply, new Failure("late again", 2, 2, now));

    database.close();
    use(Database.open(settings(), clock));

    WaitingMessage taken = takeFirst(ALICE);
    assertThat(taken.attempts()).isEqualTo(2);
    assertThat(taken.unanswered()).isEqualTo(2);
  }

  @Test
  void ofManyThatAreGivenUpTogetherTheFirstFewAreNamed() {
    OutgoingMessage first = waitingReply("0");
    OutgoingMessage last = first;
    for (int i = 1; i < 7; i++) {
      last = waitingReply(Integer.toString(i));
    }

    GivenUp given = backlog.giveUp(PUBLIC, last.createdAt(), "given up", now);

    assertThat(given.count()).isEqualTo(7);
    assertThat(given.first()).hasSize(5).startsWith(first.id());
  }

  @Test
  void aSettledMessageWaitsNoMoreAndTheNextOneIsFirst() throws Exception {
    OutgoingMessage one = waitingReply("1");
    OutgoingMessage two = waitingReply("2");
    takeFirst(ALICE);

    settle(new SendOutcome(one.id(), SendResult.accepted(), now));

    assertThat(stored(one).status()).isEqualTo(OutgoingStatus.SENT);
    assertThat(takeFirst(ALICE).message().id()).isEqualTo(two.id());
  }

  @Test
  void probesGoRoundAllConnectionsHoweverManyWaitOfOneAndWheneverTheyAreDue() {
    OutgoingMessage alice = storedReply("to alice");
    backlog.postpone(alice, Optional.empty(), now);
    for (int i = 0; i < 5; i++) {
      backlog.postpone(storedReply("behind it"), Optional.empty(), now);
    }
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now.plusSeconds(1000));
    backlog.suspend(PUBLIC, now);

    List<UUID> probed = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      WaitingMessage probe =
          (WaitingMessage) backlog.take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages().get(0);
      assertThat(probe.probes()).hasValue(i);
      assertThat(toSend(10)).as("one probe at a time").isEmpty();
      probed.add(probe.id());
      backlog.probeAgain(PUBLIC, now, i + 1);
      giveBack(probe.message(), new Failure("down", i + 1, 0, now));
    }

    assertThat(probed.subList(0, 2)).containsExactlyInAnyOrder(alice.id(), bob.id());
    assertThat(probed.subList(2, 4)).isEqualTo(probed.subList(0, 2));
  }

  @Test
  void aConnectionThatANodeHasIsPassedByByProbes() {
    waitingReply("to alice");
    takeFirst(ALICE);
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now);
    backlog.suspend(PUBLIC, now);

    List<UUID> probed = new ArrayList<>(toSend(10));
    probed.addAll(toSend(10));

    assertThat(probed).containsExactly(bob.id());
  }

  @Test
  void aProbeThatIsNotDueIsNotMade() {
    waitingReply("hi");
    backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));

    assertThat(toSend(10)).isEmpty();
  }

  @Test
  void ofABackendThatIsPausedNothingIsTakenToBeSentOnAnyNode() throws Exception {
    OutgoingMessage reply = waitingReply("hi");
    IncomingMessage incoming = enqueue(ReceivedMessage.of(ALICE, "hello"));

    try (Database another = Database.open(settings(), clock)) {
      backlog.pause(PUBLIC);

      assertThat(another.backlog().take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages())
          .isEmpty();
      assertThat(toSend(10)).isEmpty();
      assertThat(takenIds(10)).as("to be routed").containsExactly(incoming.id());

      backlog.endPause(PUBLIC);
      assertThat(another.backlog().take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages())
          .extracting(DueMessage::id)
          .containsExactly(reply.id());
    }
  }

  @Test
  void aPauseIsKnownOnAllNodesAtTheNextLookAndToldOnceByEach() throws Exception {
    try (Database another = Database.open(settings(), clock);
        StoreWarnings log = StoreWarnings.andNewsOf(Pauses.class)) {
      backlog.pause(PUBLIC);
      backlog.pause(PUBLIC);
      another.look();
      another.look();

      assertThat(backlog.pausedSince(PUBLIC)).isPresent();
      assertThat(another.backlog().pausedSince(PUBLIC)).isEqualTo(backlog.pausedSince(PUBLIC));
      assertThat(log.lines())
          .as("one line of each node")
          .hasSize(2)
          .allMatch(line -> line.startsWith("INFO backend public is paused since "));

      another.backlog().endPause(PUBLIC);
      database.look();
      database.look();

      assertThat(backlog.pausedSince(PUBLIC)).isEmpty();
      assertThat(another.backlog().pausedSince(PUBLIC)).isEmpty();
      assertThat(log.lines().subList(2, log.lines().size()))
          .hasSize(2)
          .allMatch(line -> line.startsWith("INFO backend public is not paused any more"));
    }
  }

  @Test
  void aPauseIsKeptOverRestarts() throws Exception {
    OutgoingMessage reply = waitingReply("hi");
    backlog.pause(PUBLIC);
    Optional<Instant> since = backlog.pausedSince(PUBLIC);

    database.close();
    use(Database.open(settings(), clock));

    assertThat(backlog.pausedSince(PUBLIC)).isEqualTo(since).isPresent();
    assertThat(toSend(10)).isEmpty();
    backlog.endPause(PUBLIC);
    assertThat(toSend(10)).containsExactly(reply.id());
  }

  @Test
  void aBackendThatIsPausedIsNotProbed() {
    waitingReply("hi");
    backlog.suspend(PUBLIC, now);
    backlog.pause(PUBLIC);

    assertThat(toSend(10)).isEmpty();
    assertThat(backlog.isSuspended(PUBLIC)).isTrue();
  }

  @Test
  void whatIsOfNoUseAnyMoreIsTakenWhateverItWaitsFor() {
    List<UUID> expired =
        List.of(
            postponed(ALICE, now.minusSeconds(1), now),
            postponed(ALICE, now, now.plusSeconds(1000)),
            postponed(BOB, now.minusSeconds(2), now));
    UUID valid = postponed(BOB, now.plusSeconds(1000), now);
    backlog.suspend(PUBLIC, now.plusSeconds(1000));
    backlog.pause(PUBLIC);

    assertThat(backlog.takeExpired(PUBLIC, 10))
        .extracting(DueMessage::id)
        .containsExactlyInAnyOrderElementsOf(expired);
    assertThat(backlog.takeExpired(PUBLIC, 10)).as("a node has them").isEmpty();
    backlog.giveBack(List.of(expired.get(1)), Optional.empty(), now);
    assertThat(toSend(10)).as("the same with any look").containsExactly(expired.get(1));
    backlog.endPause(PUBLIC);
    backlog.resume(PUBLIC);
    expired.forEach(each -> settle(new SendOutcome(each, SendResult.refused("too late"), now)));
    assertThat(toSend(10)).containsExactly(valid);
  }

  @Test
  void whatWasSentInTimeIsNotTakenWhenThatIsOver() {
    UUID sent = postponed(ALICE, now.minusSeconds(1), now);
    settle(new SendOutcome(sent, SendResult.accepted(), now));

    assertThat(backlog.takeExpired(PUBLIC, 10)).isEmpty();
    assertThat(toSend(10)).isEmpty();
  }

  @Test
  void untilWhenAMessageIsOfUseIsKnownWhenItIsTaken() {
    Instant until = now.plusSeconds(1000);
    postponed(ALICE, until, now);

    assertThat(takeFirst(ALICE).message().validUntil()).contains(until);
  }

  private UUID postponed(
      org.threadless.router.message.Connection to, Instant validUntil, Instant due) {
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(), to, "hi", Optional.empty(), now, SendOptions.none().validUntil(validUntil));
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    backlog.postpone(message, Optional.empty(), due);
    return message.id();
  }

  @Test
  void whatIsSentAgainWhileItsBackendIsPausedIsNotAboutToBeSent() {
    OutgoingMessage reply = waitingReply("hi");
    assertThat(backlog.resent(List.of(reply.id()))).allMatch(Resent::underWay);

    backlog.pause(PUBLIC);

    assertThat(backlog.resent(List.of(reply.id()))).noneMatch(Resent::underWay);
  }

  @Test
  void whatWaitsGoesOutWhenABackendIsUpAgain() {
    OutgoingMessage reply = waitingReply("hi");
    backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));

    backlog.resume(PUBLIC);

    assertThat(backlog.isSuspended(PUBLIC)).isFalse();
    assertThat(toSend(10)).containsExactly(reply.id());
  }

  @Test
  void whatIsFoundOfABackendThatIsUpAgainByThenDoesNotTakeItDown() {
    backlog.suspend(PUBLIC, now);
    backlog.resume(PUBLIC);

    backlog.probeAgain(PUBLIC, now, 1);
    database.look();

    assertThat(backlog.isSuspended(PUBLIC)).isFalse();
  }

  @Test
  void aMessageIsNotTakenBeforeItIsDueAndNothingOvertakesIt() {
    OutgoingMessage first = storedReply("1");
    backlog.postpone(first, Optional.empty(), now.plusSeconds(1000));
    waitingReply("2");
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now);

    assertThat(toSend(10)).containsExactly(bob.id());
  }

  @Test
  void howeverManyWaitBehindOneThatIsNotDueTheOthersAreFoundAndTheyGoOnBehindIt() {
    OutgoingMessage first = waitingReply("0");
    takeFirst(ALICE);
    giveBack(first, new Failure("busy", 1, 0, now));
    List<UUID> behind = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      behind.add(waitingReply(Integer.toString(i)).id());
    }
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now);
    takeFirst(ALICE);
    backlog.giveBack(List.of(first.id()), Optional.empty(), clock.instant().plusMillis(500));

    assertThat(toSend(2)).containsExactly(bob.id());

    await().untilAsserted(() -> assertThat(toSend(1)).containsExactly(first.id()));
    settle(new SendOutcome(first.id(), SendResult.accepted(), now));
    assertThat(toSend(10)).containsExactlyElementsOf(behind.subList(0, 5));
  }

  @Test
  void whatIsBehindAMessageThatWasRoutedWhenItsNodeDiedIsDueAtOnce() throws Exception {
    IncomingMessage first = enqueue(ReceivedMessage.of(ALICE, "0"));
    assertThat(takenIds(1)).containsExactly(first.id());
    List<UUID> behind = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      behind.add(enqueue(ReceivedMessage.of(ALICE, Integer.toString(i))).id());
    }
    waitForAnHour();
    assertThat(takenIds(2)).as("all are put aside").isEmpty();
    assertThat(dueIn(500)).isNotEmpty();
    assertThat(dueIn(513)).as("for longer than is done at most").isEmpty();
    commitQueued(handled(first));

    database.close();
    use(Database.open(settings(), clock));

    assertThat(takenIds(10)).containsExactlyElementsOf(behind.subList(0, 5));
  }

  @Test
  void whatIsBehindAMessageThatIsReportedIsDueAtOnce() throws Exception {
    OutgoingMessage first = waitingReply(ALICE, "0");
    List<UUID> behind = putAsideBehind(first);

    DeliveryReport report =
        store
            .preview(
                new ReceivedReport(
                    PUBLIC,
                    first.id(),
                    ReportedState.DELIVERED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                Set.of(PUBLIC))
            .orElseThrow();
    try (UnitOfWork work = store.begin()) {
      assertThat(work.commit(new Reported(report, List.of(), List.of()))).isTrue();
    }

    assertThat(toSend(10)).containsExactlyElementsOf(behind.subList(0, 5));
  }

  @Test
  void whatIsBehindAMessageThatIsGivenUpIsDueAtOnce() throws Exception {
    OutgoingMessage first = waitingReply(ALICE, "0");
    List<UUID> behind = putAsideBehind(first);

    backlog.giveUp(PUBLIC, first.createdAt().minus(AN_HOUR), "given up", now);

    assertThat(toSend(10)).containsExactlyElementsOf(behind.subList(0, 5));
  }

  private List<String> dueIn(int seconds) throws Exception {
    return query(
        "SELECT message_id FROM waiting WHERE due > CURRENT_TIMESTAMP + %d * INTERVAL '1' SECOND"
            .formatted(seconds));
  }

  /** Puts some aside for long that are behind one that is not due for long. */
  private List<UUID> putAsideBehind(OutgoingMessage first) throws Exception {
    assertThat(toSend(1)).containsExactly(first.id());
    List<UUID> behind = new ArrayList<>();
    for (int i = 1; i < 20; i++) {
      behind.add(waitingReply(ALICE, Integer.toString(i)).id());
    }
    backlog.giveBack(List.of(first.id()), Optional.empty(), now.plus(AN_HOUR));
    waitForAnHour();
    assertThat(toSend(2)).isEmpty();
    return behind;
  }

  // The longer something has waited, the longer it is put aside.
  private void waitForAnHour() throws Exception {
    // Stored before.
    backlog.waiting();
    execute("UPDATE waiting SET created_at = created_at - INTERVAL '1' HOUR");
  }

  @Test
  void ofWhatIsDueThatOfHigherPriorityGoesFirst() throws Exception {
    OutgoingMessage alice = waitingReply("to alice");
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now);
    assertThat(backlog.waiting()).isNotEmpty();
    execute("UPDATE waiting SET priority = 3 WHERE message_id = '" + bob.id() + "'");

    assertThat(toSend(1)).containsExactly(bob.id());
    assertThat(toSend(1)).containsExactly(alice.id());
  }

  @Test
  void whatIsTooOldIsGivenUpAndNothingElse() {
    OutgoingMessage old = waitingReply("old");
    OutgoingMessage young = waitingReply("young");

    GivenUp given = backlog.giveUp(PUBLIC, old.createdAt(), "given up", now);

    assertThat(given).isEqualTo(new GivenUp(1, List.of(old.id())));
    assertThat(stored(old).status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(stored(old).reason()).contains("given up");
    assertThat(stored(young).status()).isEqualTo(OutgoingStatus.QUEUED);
    assertThat(backlog.waiting()).extracting(WaitingCount::count).containsExactly(1);
  }

  @Test
  void aBackendThatIsDownIsSoForEveryNodeBehindOneProbe() throws Exception {
    try (Database other = Database.open(settings(), clock)) {
      waitingReply("hi");
      backlog.suspend(PUBLIC, now);
      other.backlog().suspend(PUBLIC, now.plus(Duration.ofDays(1)));
      other.look();

      assertThat(backlog.isSuspended(PUBLIC)).isTrue();
      assertThat(other.backlog().isSuspended(PUBLIC)).isTrue();
      assertThat(toSend(10)).hasSize(1);
      assertThat(other.backlog().take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages()).isEmpty();
    }
  }

  @Test
  void anotherNodeKnowsWhatWaits() throws Exception {
    try (Database other = Database.open(settings(), clock)) {
      waitingReply("hi");
      assertThat(backlog.waiting()).hasSize(1);
      other.look();

      assertThat(other.backlog().holds(ALICE, Direction.OUT)).isTrue();
    }
  }

  @Test
  void whatANodeHadInHandWaitsWhenItHasLeft() throws Exception {
    IncomingMessage claimed = message(ReceivedMessage.of(ALICE, "hello").withExternalId("7"));
    store.claim(claimed);
    OutgoingMessage unsent = storedReply(BOB, "to bob");
    OutgoingMessage taken = waitingReply("to alice");
    takeFirst(ALICE);

    database.close();
    use(Database.open(settings(), clock));

    assertThat(takenIds(10)).containsExactly(claimed.id());
    assertThat(toSend(10)).containsExactlyInAnyOrder(taken.id(), unsent.id());
  }

  @Test
  void whatANodeHasHeldUntilATimeStaysSoWhenItHasLeft() throws Exception {
    backlog.schedule(storedReply("hi"), now.plus(AN_HOUR));
    assertThat(backlog.scheduled().count()).isOne();

    database.close();
    use(Database.open(settings(), clock));

    assertThat(backlog.waiting()).isEmpty();
    assertThat(backlog.scheduled().count()).isOne();
  }

  @Test
  void itIsCountedHowOftenANodeHasDiedWithAMessageThatCameIn() throws Exception {
    IncomingMessage claimed = message(ReceivedMessage.of(ALICE, "hello").withExternalId("7"));
    store.claim(claimed);

    for (int deaths = 1; deaths <= 3; deaths++) {
      database.close();
      use(Database.open(settings(), clock));

      assertThat(backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
          .extracting(DueMessage::id, DueMessage::deaths)
          .containsExactly(tuple(claimed.id(), new Deaths(deaths)));
    }
  }

  @Test
  void itIsCountedHowOftenANodeHasDiedWithAMessageThatGoesOut() throws Exception {
    OutgoingMessage unsent = storedReply("hi");

    for (int deaths = 1; deaths <= 3; deaths++) {
      database.close();
      use(Database.open(settings(), clock));

      WaitingMessage taken = takeFirst(ALICE);
      assertThat(taken.message().id()).isEqualTo(unsent.id());
      assertThat(taken.deaths()).isEqualTo(new Deaths(deaths));
    }
  }

  @Test
  void aNodeThatDiesWithoutHavingTakenAMessageIsNotCounted() throws Exception {
    enqueue(ReceivedMessage.of(ALICE, "hello"));
    backlog.giveBack(takenIds(10), Optional.empty(), now);

    database.close();
    use(Database.open(settings(), clock));

    assertThat(backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
        .extracting(DueMessage::deaths)
        .containsExactly(Deaths.none());
  }

  @Test
  void ofMessagesWithOneChanceLeftANodeHasOneInHandAndNothingOvertakesTheOthers() throws Exception {
    IncomingMessage first = enqueue(ReceivedMessage.of(ALICE, "1"));
    IncomingMessage second = enqueue(ReceivedMessage.of(BOB, "2"));
    execute("UPDATE waiting SET deaths = 2");
    IncomingMessage behind = enqueue(ReceivedMessage.of(BOB, "3"));

    assertThat(takenIds(10)).containsExactly(first.id());
    assertThat(takenIds(10)).isEmpty();
    commitQueued(handled(first));
    assertThat(takenIds(10)).as("its replies may be under way").isEmpty();
    finish(first);
    assertThat(takenIds(10)).containsExactly(second.id(), behind.id());
  }

  @Test
  void ofMessagesToBeSentWithOneChanceLeftANodeHasOneInHand() throws Exception {
    OutgoingMessage alice = waitingReply("to alice");
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), now);
    assertThat(backlog.waiting()).isNotEmpty();
    execute("UPDATE waiting SET deaths = 2");

    assertThat(toSend(10)).containsExactly(alice.id());
    assertThat(toSend(10)).isEmpty();
    assertThat(backlog.holds(BOB, Direction.OUT)).isTrue();
    settle(new SendOutcome(alice.id(), SendResult.accepted(), now));
    assertThat(toSend(10)).containsExactly(bob.id());
  }

  @Test
  void whoeverIsRoutedAgainByHandHasAllChancesAgain() throws Exception {
    IncomingMessage message = enqueue(ReceivedMessage.of(ALICE, "hello"));
    execute("UPDATE waiting SET deaths = 3");
    assertThat(takenIds(10)).containsExactly(message.id());
    AppError error = new AppError("", "", new Deaths(3).reason());
    commitQueued(new Routed(message, IncomingStatus.ERRORED, List.of(error), List.of()));
    finish(message);

    assertThat(backlog.retry(List.of(message.id()))).hasSize(1);

    assertThat(backlog.take(PUBLIC, Direction.IN, 10, Rates.NONE).messages())
        .extracting(DueMessage::deaths)
        .containsExactly(Deaths.none());
  }

  @Test
  void whatIsDoneIsNotTakenOver() throws Exception {
    OutgoingMessage sent = storedReply("hi");
    store.record(List.of(new SendOutcome(sent.id(), SendResult.accepted(), now)));

    database.close();
    use(Database.open(settings(), clock));

    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void aMessageThatCouldNotBeRoutedCanBeRoutedAgain() {
    IncomingMessage broken = errored("broken");
    commit(handled(message(ReceivedMessage.of(ALICE, "fine"))));

    List<UUID> again = retryAll();

    assertThat(again).containsExactly(broken.id());
    assertThat(backlog.statuses(again)).containsExactly(IncomingStatus.QUEUED);
    assertThat(takenIds(10)).containsExactly(broken.id());
    assertThat(retryAll()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILTER", "PARSE", "HANDLE", "DEFAULT", "CLEANUP"})
  void aMessageThatAnAppThrewAtCanBeRoutedAgain(Phase phase) {
    IncomingMessage message = threw(phase, IncomingStatus.HANDLED);

    assertThat(retryAll()).containsExactly(message.id());

    assertThat(takenIds(10)).containsExactly(message.id());
    assertThat(commitQueued(handled(message))).isTrue();
    finish(message);
    assertThat(retryAll()).as("routed without an error since").isEmpty();
  }

  @Test
  void aFilteredMessageThatAnAppThrewAtCanBeRoutedAgain() {
    IncomingMessage message = threw(Phase.FILTER, IncomingStatus.FILTERED);

    assertThat(retryAll()).containsExactly(message.id());
  }

  @Test
  void aMessageThatAnAppThrewAtAgainCanBeRoutedOnceMoreAndAllErrorsAreKept() throws Exception {
    IncomingMessage message = threw(Phase.HANDLE, IncomingStatus.HANDLED);
    retryAll();
    takenIds(10);
    assertThat(commitQueued(routed(message, Phase.PARSE, IncomingStatus.HANDLED))).isTrue();
    finish(message);

    assertThat(backlog.errors(List.of(message.id())))
        .extracting(each -> each.error().phase())
        .containsExactly("parse");
    assertThat(retryAll()).containsExactly(message.id());
    assertThat(query("SELECT phase FROM message_error ORDER BY created_at"))
        .containsExactly("handle", "parse");
  }

  @Test
  void errorsOfWhatGoesOutAreNoReasonToRouteAgain() throws Exception {
    IncomingMessage message = message(ReceivedMessage.of(ALICE, "hello"));
    AppError outgoing = new AppError("first", Phase.OUTGOING.toString(), "java.lang.Error");
    Planned reply = new Planned(message.respond("hi"), OutgoingStatus.QUEUED, List.of(outgoing));
    commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(reply)));
    UUID sent = reply.message().id();
    for (String phase : List.of("delivered", "")) {
      execute(
          "INSERT INTO message_error (message_id, app, phase, error, created_at)"
              + " VALUES ('%s', 'first', '%s', 'x', CURRENT_TIMESTAMP)".formatted(sent, phase));
    }

    assertThat(retryAll()).isEmpty();
    assertThat(backlog.errors(List.of(sent))).isEmpty();
  }

  @Test
  void whatANodeStillHasInHandIsNotRoutedAgain() {
    IncomingMessage message = enqueue(ReceivedMessage.of(ALICE, "hello"));
    takenIds(10);
    commitQueued(routed(message, Phase.HANDLE, IncomingStatus.HANDLED));

    assertThat(retryAll()).isEmpty();

    finish(message);
    assertThat(retryAll()).containsExactly(message.id());
  }

  @Test
  void ofTwoWhoRetryAtOnceOneTakesAMessage() throws Exception {
    List<UUID> both = List.of(errored("1").id(), errored("2").id());
    try (Database other = Database.open(settings(), clock)) {
      assertThat(backlog.retry(both)).isEqualTo(both);
      assertThat(other.backlog().retry(both)).isEmpty();
    }
  }

  @Test
  void errorsAreListedWithTheirMessages() {
    IncomingMessage message = threw(Phase.HANDLE, IncomingStatus.HANDLED);

    assertThat(backlog.errors(backlog.errored(all())))
        .containsExactly(
            new Errored(
                message.id(), PUBLIC, now, new AppError("first", "handle", "java.lang.Error: no")));
  }

  @Test
  void whichMessagesAreRoutedAgainCanBeChosen() {
    IncomingMessage one = errored("1");
    IncomingMessage two = errored("2");

    assertThat(backlog.errored(chosen(null, Set.of(new BackendName("private")), null))).isEmpty();
    assertThat(backlog.errored(chosen(null, Set.of(), null))).isEmpty();
    assertThat(backlog.errored(chosen(null, Set.of(PUBLIC), now.plusSeconds(1)))).isEmpty();
    assertThat(backlog.errored(chosen(two.id(), Set.of(PUBLIC), null))).containsExactly(two.id());
    assertThat(backlog.errored(chosen(null, Set.of(PUBLIC), now)))
        .containsExactly(one.id(), two.id());
  }

  @Test
  void whatHasFailedCanBeSentAgainInItsOrderAsIfItHadNotBeenTried() throws Exception {
    OutgoingMessage one = failed("1");
    OutgoingMessage two = failed("2");
    Instant before = clock.instant();

    assertThat(backlog.resend(backlog.failed(all()), "admin")).containsExactly(one.id(), two.id());

    assertThat(stored(one).status()).isEqualTo(OutgoingStatus.QUEUED);
    assertThat(stored(one).reason()).isEmpty();
    WaitingMessage first = takeFirst(ALICE);
    assertThat(first.message().id()).isEqualTo(one.id());
    assertThat(first.attempts()).isZero();
    assertThat(first.message().createdAt()).as("what give-up-after counts from").isAfter(before);
    settle(new SendOutcome(one.id(), SendResult.accepted(), now));
    assertThat(takeFirst(ALICE).message().id()).isEqualTo(two.id());
  }

  @Test
  void whatIsSentAgainIsNotGivenUpAtOnceWhileItsBackendIsDown() {
    OutgoingMessage old = failed("old");
    Instant afterIt = clock.instant();
    backlog.resend(List.of(old.id()), "admin");

    assertThat(backlog.giveUp(PUBLIC, afterIt, "given up", now).count()).isZero();

    assertThat(stored(old).status()).isEqualTo(OutgoingStatus.QUEUED);
  }

  @Test
  void howeverManyAreGivenUpOrSentAgainWhatIsTooOldBehindThemIsFound() {
    List<UUID> many = new ArrayList<>();
    OutgoingMessage last = null;
    for (int i = 0; i < 1001; i++) {
      last = waitingReply("many");
      many.add(last.id());
    }
    OutgoingMessage behind = waitingReply("behind");

    assertThat(backlog.giveUp(PUBLIC, last.createdAt(), "given up", now))
        .isEqualTo(new GivenUp(1001, many.subList(0, 5)));
    assertThat(backlog.resend(many, "admin")).hasSize(1001);

    assertThat(backlog.giveUp(PUBLIC, behind.createdAt(), "given up", now))
        .isEqualTo(new GivenUp(1, List.of(behind.id())));
    assertThat(backlog.waiting()).extracting(WaitingCount::count).containsExactly(1001);
  }

  @Test
  void whatIsSentAgainDoesNotHideHowLongOthersHaveWaited() {
    OutgoingMessage old = failed("old");
    OutgoingMessage waiting = waitingReply("waiting");
    backlog.resend(List.of(old.id()), "admin");

    assertThat(backlog.waiting())
        .extracting(WaitingCount::oldest)
        .containsExactly(waiting.createdAt().truncatedTo(ChronoUnit.MICROS));
  }

  @Test
  void whatHasNotFailedIsNotSentAgain() {
    OutgoingMessage sent = storedReply("sent");
    store.record(List.of(new SendOutcome(sent.id(), SendResult.accepted(), now)));
    OutgoingMessage waiting = waitingReply("waiting");
    IncomingMessage message = message(ReceivedMessage.of(ALICE, "hello"));
    Planned cancelled = new Planned(message.respond("no"), OutgoingStatus.CANCELLED, List.of());
    commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(cancelled)));

    assertThat(backlog.failed(all())).isEmpty();
    assertThat(
            backlog.resend(
                List.of(sent.id(), waiting.id(), cancelled.message().id(), message.id()), "admin"))
        .isEmpty();
    assertThat(stored(sent).status()).isEqualTo(OutgoingStatus.SENT);
  }

  @Test
  void whatAnAppHasCancelledSaysWhy() {
    IncomingMessage message = message(ReceivedMessage.of(ALICE, "hello"));
    OutgoingMessage said = message.respond("said");
    OutgoingMessage unsaid = message.respond("unsaid");
    assertThat(said.cancel("not on Sundays\0")).isFalse();
    commit(
        new Routed(
            message,
            IncomingStatus.HANDLED,
            List.of(),
            List.of(
                new Planned(said, OutgoingStatus.CANCELLED, List.of()),
                new Planned(unsaid, OutgoingStatus.CANCELLED, List.of()))));

    assertThat(stored(said).reason()).contains("not on Sundays\uFFFD");
    assertThat(stored(unsaid).reason()).isEmpty();
  }

  @Test
  void whichMessagesAreSentAgainCanBeChosen() {
    OutgoingMessage one = failed("1");
    OutgoingMessage two = failed("2");

    assertThat(backlog.failed(chosen(null, Set.of(new BackendName("private")), null))).isEmpty();
    assertThat(backlog.failed(chosen(null, Set.of(PUBLIC), clock.instant().plusSeconds(600))))
        .isEmpty();
    assertThat(backlog.failed(chosen(two.id(), Set.of(PUBLIC), null))).containsExactly(two.id());
    assertThat(backlog.failed(chosen(null, Set.of(PUBLIC), one.createdAt())))
        .containsExactly(one.id(), two.id());
  }

  @Test
  void ofTwoWhoSendAgainAtOnceOneTakesAMessage() throws Exception {
    List<UUID> one = List.of(failed("1").id());
    try (Database other = Database.open(settings(), clock)) {
      assertThat(other.backlog().resend(one, "admin")).isEqualTo(one);
      assertThat(backlog.resend(one, "admin")).isEmpty();
    }
  }

  @Test
  void whatIsSentAgainIsUnderWayUntilItIsSettledOrPutOff() throws Exception {
    List<UUID> one = List.of(failed("1").id());
    backlog.resend(one, "admin");
    assertThat(backlog.resent(one).get(0).underWay()).isTrue();

    database.look();
    execute("UPDATE waiting SET due = TIMESTAMP '2100-01-01 00:00:00'");
    assertThat(backlog.resent(one).get(0).underWay()).as("tried again later").isFalse();

    settle(new SendOutcome(one.get(0), SendResult.refused("no such number"), now));
    assertThat(backlog.resent(one))
        .containsExactly(
            new Resent(one.get(0), OutgoingStatus.FAILED, Optional.of("no such number"), false));
  }

  @Test
  void whatWaitsForABackendThatIsDownIsNotUnderWay() {
    List<UUID> one = List.of(failed("1").id());
    backlog.resend(one, "admin");

    backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));

    assertThat(backlog.resent(one).get(0).underWay()).isFalse();
  }

  @Test
  void whatWaitsForABackendThatIsDownIsUnderWayWhileItsFallbackIsUp() {
    BackendName next = new BackendName("next");
    database.watch().setWays(Map.of(PUBLIC, List.of(PUBLIC, next)), any -> true);
    List<UUID> one = List.of(failed("1").id());
    backlog.resend(one, "admin");
    backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));
    assertThat(backlog.resent(one).get(0).underWay()).isTrue();

    backlog.suspend(next, now.plus(Duration.ofDays(1)));

    assertThat(backlog.resent(one).get(0).underWay()).isFalse();
  }

  @Test
  void whatWaitsForItsTimeIsNotUnderWay() {
    OutgoingMessage message = waitingReply("1");
    UUID id = backlog.take(PUBLIC, Direction.OUT, 1, Rates.NONE).messages().get(0).id();
    assertThat(backlog.resent(List.of(id)).get(0).underWay()).isTrue();

    backlog.reschedule(id, now.plus(Duration.ofDays(1)), () -> {});
    backlog.waiting();

    assertThat(id).isEqualTo(message.id());
    assertThat(backlog.resent(List.of(id)).get(0).underWay()).isFalse();
  }

  private OutgoingMessage failed(String text) {
    OutgoingMessage reply = waitingReply(text);
    // Stored before it is settled.
    backlog.waiting();
    settle(new SendOutcome(reply.id(), SendResult.refused("no credit"), now));
    return reply;
  }

  private List<UUID> retryAll() {
    return backlog.retry(backlog.errored(all()));
  }

  private static Chosen all() {
    return chosen(null, Set.of(PUBLIC), null);
  }

  private static Chosen chosen(UUID id, Set<BackendName> backends, Instant since) {
    return new Chosen(Optional.ofNullable(id), backends, Optional.ofNullable(since));
  }

  private IncomingMessage threw(Phase phase, IncomingStatus status) {
    IncomingMessage message = message(ReceivedMessage.of(ALICE, "hello"));
    commit(routed(message, phase, status));
    return message;
  }

  private static Routed routed(IncomingMessage message, Phase phase, IncomingStatus status) {
    AppError error = new AppError("first", phase.toString(), "java.lang.Error: no");
    return new Routed(message, status, List.of(error), List.of());
  }

  private IncomingMessage errored(String text) {
    IncomingMessage message = message(ReceivedMessage.of(ALICE, text));
    AppError error = new AppError("", "", "no licence");
    commit(new Routed(message, IncomingStatus.ERRORED, List.of(error), List.of()));
    return message;
  }

  private IncomingMessage enqueue(ReceivedMessage received) {
    IncomingMessage message = message(received);
    assertThat(store.enqueue(message)).isEmpty();
    return message;
  }

  private List<UUID> takenIds(int limit) {
    return backlog.take(PUBLIC, Direction.IN, limit, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private void finish(IncomingMessage... messages) {
    backlog.finish(Arrays.stream(messages).map(IncomingMessage::id).toList(), List.of(), () -> {});
    // Waits until that is stored.
    backlog.waiting();
  }

  @Test
  void whatWaitsHoldsUpWhatIsOfItsPriorityOrALowerOne() {
    OutgoingMessage own = new OutgoingMessage(ids.next(), ALICE, "own", Optional.empty(), now);
    try (UnitOfWork work = store.begin()) {
      work.commit(List.of(new Planned(own, OutgoingStatus.QUEUED, List.of())));
    }
    backlog.postpone(own, Optional.empty(), now);
    backlog.waiting();
    assertThat(backlog.holds(storedReply("reply"))).isFalse();
    assertThat(backlog.holds(new OutgoingMessage(ids.next(), ALICE, "2", Optional.empty(), now)))
        .isTrue();

    waitingReply("reply");
    backlog.waiting();
    assertThat(backlog.holds(storedReply("reply"))).isTrue();
  }

  @Test
  void aRateHoldsOverAllNodesTogether() throws Exception {
    Rates rates =
        new Rates(
            Optional.of(new Rate(1, Duration.ofHours(1))), Optional.empty(), OptionalInt.empty());
    for (int i = 0; i < 3; i++) {
      waitingReply(connection(i), "reply " + i);
    }
    backlog.waiting();

    try (Database another = Database.open(settings(), clock)) {
      assertThat(backlog.take(PUBLIC, Direction.OUT, 10, rates).messages()).hasSize(1);
      Taken second = another.backlog().take(PUBLIC, Direction.OUT, 10, rates);
      assertThat(second.messages()).isEmpty();
      assertThat(second.next()).hasValueSatisfying(next -> assertThat(next).isAfter(now));
    }
  }

  @Test
  void whatIsLimitedForEachConnectionHoldsUpNoOther() {
    Rates rates =
        new Rates(
            Optional.empty(), Optional.of(new Rate(2, Duration.ofHours(1))), OptionalInt.empty());
    for (int i = 0; i < 30; i++) {
      waitingReply(ALICE, "alice " + i);
    }
    OutgoingMessage bob = waitingReply(BOB, "bob");
    assertThat(backlog.take(PUBLIC, Direction.OUT, 3, rates).messages()).hasSize(2);

    assertThat(backlog.take(PUBLIC, Direction.OUT, 3, rates).messages())
        .extracting(DueMessage::id)
        .containsExactly(bob.id());
  }

  private static org.threadless.router.message.Connection connection(int number) {
    return org.threadless.router.message.Connection.of("public", "phone " + number);
  }

  private OutgoingMessage waitingReply(org.threadless.router.message.Connection to, String text) {
    OutgoingMessage reply = storedReply(to, text);
    backlog.postpone(reply, Optional.empty(), now);
    return reply;
  }

  private OutgoingMessage waitingReply(String text) {
    OutgoingMessage reply = storedReply(text);
    backlog.postpone(reply, Optional.of(new Failure("busy", 1, 0, now)), now);
    return reply;
  }

  private OutgoingMessage storedReply(String text) {
    return storedReply(ALICE, text);
  }

  private OutgoingMessage storedReply(org.threadless.router.message.Connection to, String text) {
    IncomingMessage message = message(ReceivedMessage.of(to, "?"));
    OutgoingMessage reply =
        new OutgoingMessage(
            ids.next(),
            to,
            text,
            message.respond(text).inResponseTo(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    commit(
        new Routed(
            message,
            IncomingStatus.HANDLED,
            List.of(),
            List.of(new Planned(reply, OutgoingStatus.QUEUED, List.of()))));
    return reply;
  }

  private IncomingMessage message(ReceivedMessage received) {
    return new IncomingMessage(ids.next(), received, now, new Outbox(ids, clock, backend -> {}));
  }

  private static Routed handled(IncomingMessage message) {
    return new Routed(message, IncomingStatus.HANDLED, List.of(), List.of());
  }

  private void commit(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      work.commit(routed);
    }
  }

  private boolean commitQueued(Routed routed) {
    try (UnitOfWork work = store.begin()) {
      return work.commitQueued(routed);
    }
  }

  private StoredMessage stored(OutgoingMessage message) {
    return store.conversation(message.connection(), 100).stream()
        .filter(each -> each.id().equals(message.id()))
        .findFirst()
        .orElseThrow();
  }

  private WaitingMessage takeFirst(org.threadless.router.message.Connection of) {
    WaitingMessage taken =
        (WaitingMessage) backlog.take(PUBLIC, Direction.OUT, 1, Rates.NONE).messages().get(0);
    assertThat(taken.connection()).isEqualTo(of);
    return taken;
  }

  private List<UUID> toSend(int limit) {
    return backlog.take(PUBLIC, Direction.OUT, limit, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private void settle(SendOutcome outcome) {
    backlog.finish(List.of(outcome.messageId()), List.of(outcome), () -> {});
    // Waits until that is stored.
    backlog.waiting();
  }

  private void giveBack(OutgoingMessage message, Failure failure) {
    backlog.giveBack(List.of(message.id()), Optional.of(failure), now);
  }

  private List<String> query(String sql) throws Exception {
    try (Connection connection = TestConnection.to(settings());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ArrayList<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private void execute(String sql) throws Exception {
    isChangedByHand = true;
    TestConnection.execute(settings(), sql);
  }
}
