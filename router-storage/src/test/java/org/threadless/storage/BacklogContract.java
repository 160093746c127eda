package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.AppError;
import org.threadless.router.store.Backlog;
import org.threadless.router.store.Direction;
import org.threadless.router.store.Errored;
import org.threadless.router.store.Failure;
import org.threadless.router.store.MessageStore;
import org.threadless.router.store.Planned;
import org.threadless.router.store.QueuedMessage;
import org.threadless.router.store.Routed;
import org.threadless.router.store.SendOutcome;
import org.threadless.router.store.StoredMessage;
import org.threadless.router.store.UnitOfWork;
import org.threadless.router.store.Waiting;
import org.threadless.router.store.WaitingMessage;

/** What a store must do with messages that wait, on every database. */
abstract class BacklogContract {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final org.threadless.router.message.Connection ALICE =
      org.threadless.router.message.Connection.of("public", "alice");
  private static final org.threadless.router.message.Connection BOB =
      org.threadless.router.message.Connection.of("public", "bob");

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();
  private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

  private Database database;
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
  void aQueuedMessageWaitsToBeRoutedWithAllThatWasReceived() throws Exception {
    ReceivedMessage received =
        ReceivedMessage.of(ALICE, "hello").withExternalId("7").withFields(Map.of("smsc", "usb0"));
    IncomingMessage message = enqueue(received);

    assertThat(backlog.holds(ALICE, Direction.IN)).isTrue();
    assertThat(backlog.holds(BOB, Direction.IN)).isFalse();

    QueuedMessage first = backlog.takeIncoming(PUBLIC, 10).get(0);

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
      assertThat(another.backlog().takeIncoming(PUBLIC, 10))
          .extracting(QueuedMessage::id)
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
  void whatIsGivenBackCanBeTakenAgain() {
    IncomingMessage one = enqueue(ReceivedMessage.of(ALICE, "1"));
    assertThat(takenIds(10)).containsExactly(one.id());

    backlog.giveBackIncoming(List.of(one.id()));

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

      assertThat(another.backlog().takeIncoming(PUBLIC, 10)).hasSize(1);

      assertThat(another.backlog().holds(ALICE, Direction.OUT)).isTrue();
    }
  }

  @Test
  void aMessageThatCouldNotBeSentWaitsWithItsReason() throws Exception {
    OutgoingMessage reply = storedReply("hi");

    backlog.postpone(reply, Optional.of(new Failure("busy", 1, now)), Optional.of(now));

    assertThat(backlog.holds(ALICE, Direction.OUT)).isTrue();
    assertThat(backlog.holds(ALICE, Direction.IN)).isFalse();
    assertThat(backlog.waiting())
        .containsExactly(new Waiting(PUBLIC, Direction.OUT, 1, reply.createdAt()));
    assertThat(stored(reply).status()).isEqualTo("QUEUED");
    assertThat(stored(reply).reason()).contains("busy");
    assertThat(tasks()).containsExactly("send");
  }

  @Test
  void aMessageIsTakenWithWhatItAnswersAndByOneNodeOnly() throws Exception {
    OutgoingMessage reply = storedReply("hi");
    backlog.postpone(reply, Optional.of(new Failure("busy", 1, now)), Optional.empty());

    WaitingMessage taken = backlog.takeFirst(connectionId()).orElseThrow();

    assertThat(taken.attempts()).isEqualTo(1);
    assertThat(taken.message().id()).isEqualTo(reply.id());
    assertThat(taken.message().connection()).isEqualTo(ALICE);
    assertThat(taken.message().text()).isEqualTo("hi");
    assertThat(taken.message().createdAt()).isEqualTo(reply.createdAt());
    assertThat(taken.message().inResponseTo()).isEqualTo(reply.inResponseTo());
    assertThat(backlog.takeFirst(connectionId())).isEmpty();
    assertThat(backlog.waitsToBeSent(connectionId())).isTrue();
  }

  @Test
  void aMessageThatIsGivenBackCanBeTakenAgainAndHasBeenTriedOnceMore() throws Exception {
    OutgoingMessage reply = waitingReply("hi");
    backlog.takeFirst(connectionId());

    backlog.giveBack(reply.id(), new Failure("still busy", 2, now));

    assertThat(backlog.takeFirst(connectionId()).orElseThrow().attempts()).isEqualTo(2);
    assertThat(stored(reply).reason()).contains("still busy");
  }

  @Test
  void aSettledMessageWaitsNoMoreAndTheNextOneIsFirst() throws Exception {
    OutgoingMessage one = waitingReply("1");
    OutgoingMessage two = waitingReply("2");
    backlog.takeFirst(connectionId());

    backlog.settle(new SendOutcome(one.id(), SendResult.accepted(), now));

    assertThat(stored(one).status()).isEqualTo("SENT");
    assertThat(backlog.takeFirst(connectionId()).orElseThrow().message().id()).isEqualTo(two.id());
  }

  @Test
  void aProbeTakesTheConnectionThatWasNotTriedForLongest() throws Exception {
    OutgoingMessage alice = waitingReply("to alice");
    OutgoingMessage bob = storedReply(BOB, "to bob");
    backlog.postpone(bob, Optional.empty(), Optional.empty());

    assertThat(backlog.takeForProbe(PUBLIC).orElseThrow().message().id()).isEqualTo(bob.id());
    backlog.giveBack(bob.id(), new Failure("down", 1, now.plusSeconds(1)));
    assertThat(backlog.takeForProbe(PUBLIC).orElseThrow().message().id()).isEqualTo(alice.id());
    assertThat(backlog.takeForProbe(new BackendName("private"))).isEmpty();
  }

  @Test
  void whatIsTooOldIsGivenUpAndNothingElse() {
    OutgoingMessage old = waitingReply("old");
    OutgoingMessage young = waitingReply("young");

    int given = backlog.giveUp(PUBLIC, old.createdAt(), "given up", now);

    assertThat(given).isEqualTo(1);
    assertThat(stored(old).status()).isEqualTo("FAILED");
    assertThat(stored(old).reason()).contains("given up");
    assertThat(stored(young).status()).isEqualTo("QUEUED");
    assertThat(backlog.waiting()).extracting(Waiting::count).containsExactly(1);
  }

  @Test
  void aBackendThatIsDownIsSoForEveryNodeBehindOneProbe() throws Exception {
    try (Database other = Database.open(settings(), clock)) {
      backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));
      other.backlog().suspend(PUBLIC, now.plus(Duration.ofDays(1)));
      other.look();

      assertThat(backlog.isSuspended(PUBLIC)).isTrue();
      assertThat(other.backlog().isSuspended(PUBLIC)).isTrue();
      assertThat(tasks()).containsExactly("probe");
    }
  }

  @Test
  void whatWaitsBehindAProbeHasNoTaskOfItsOwnUntilTheBackendIsUp() throws Exception {
    backlog.suspend(PUBLIC, now.plus(Duration.ofDays(1)));
    waitingReply("hi");
    assertThat(backlog.waiting()).hasSize(1);
    database.look();
    assertThat(tasks()).containsExactly("probe");

    execute("DELETE FROM scheduled_tasks");
    database.look();

    assertThat(tasks()).containsExactly("send");
    assertThat(backlog.isSuspended(PUBLIC)).isFalse();
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
    backlog.takeFirst(connectionId());

    database.close();
    use(Database.open(settings(), clock));

    assertThat(takenIds(10)).containsExactly(claimed.id());
    assertThat(backlog.takeFirst(connectionId()).orElseThrow().message().id())
        .isEqualTo(taken.id());
    assertThat(backlog.takeFirst(connectionId("bob")).orElseThrow().message().id())
        .isEqualTo(unsent.id());
    assertThat(tasks()).contains("send");
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
  void aMessageThatCouldNotBeRoutedCanBeRoutedAgain() throws Exception {
    IncomingMessage broken = errored("broken");
    commit(handled(message(ReceivedMessage.of(ALICE, "fine"))));

    List<UUID> again =
        backlog.retry(new Errored(Optional.empty(), Optional.empty(), Optional.empty()));

    assertThat(again).containsExactly(broken.id());
    assertThat(backlog.statuses(again)).containsExactly(IncomingStatus.QUEUED);
    assertThat(takenIds(10)).containsExactly(broken.id());
  }

  @Test
  void whichMessagesAreRoutedAgainCanBeChosen() {
    IncomingMessage one = errored("1");
    IncomingMessage two = errored("2");

    assertThat(retry(Optional.empty(), Optional.of("private"), Optional.empty())).isEmpty();
    assertThat(retry(Optional.empty(), Optional.empty(), Optional.of(now.plusSeconds(1))))
        .isEmpty();
    assertThat(retry(Optional.of(two.id()), Optional.empty(), Optional.empty()))
        .containsExactly(two.id());
    assertThat(retry(Optional.empty(), Optional.of("public"), Optional.of(now)))
        .containsExactly(one.id());
  }

  private List<UUID> retry(Optional<UUID> id, Optional<String> backend, Optional<Instant> since) {
    return backlog.retry(new Errored(id, backend.map(BackendName::new), since));
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
    return backlog.takeIncoming(PUBLIC, limit).stream().map(QueuedMessage::id).toList();
  }

  private void finish(IncomingMessage... messages) {
    backlog.finishIncoming(Arrays.stream(messages).map(IncomingMessage::id).toList(), () -> {});
    // Waits until that is stored.
    backlog.waiting();
  }

  private OutgoingMessage waitingReply(String text) {
    OutgoingMessage reply = storedReply(text);
    backlog.postpone(reply, Optional.of(new Failure("busy", 1, now)), Optional.empty());
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

  private UUID connectionId() throws Exception {
    return connectionId("alice");
  }

  private UUID connectionId(String identity) throws Exception {
    return UUID.fromString(
        query("SELECT id FROM connection WHERE identity = '" + identity + "'").get(0));
  }

  private List<String> tasks() throws Exception {
    return query("SELECT DISTINCT task_name FROM scheduled_tasks ORDER BY task_name");
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
    try (Connection connection = TestConnection.to(settings());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }
}
