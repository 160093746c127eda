package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastCount;
import org.threadless.router.engine.broadcast.BroadcastMessage;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.history.WaitState.Awaited;
import org.threadless.router.engine.rate.Rates;
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

/** What becomes of broadcasts, on every database. */
abstract class BroadcastContract {

  private static final BackendName PHONE = new BackendName("phone");

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();
  private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

  private Database database;

  /** Returns the settings of a database that is empty, and the same each time. */
  abstract DatabaseSettings settings() throws Exception;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), clock);
  }

  @AfterEach
  void close() {
    CountedMessages.assertRight(database);
    database.close();
  }

  @Test
  void whatIsCompleteIsThereWithTheCountsOfItsMessages() {
    UUID id = ids.next();
    Broadcast made = start(id, 3);

    assertThat(made.state()).isEqualTo(BroadcastState.RUNNING);
    assertThat(made.count(OutgoingStatus.QUEUED)).isEqualTo(3);
    assertThat(made.title()).contains("Stock-out");
    assertThat(made.madeBy()).contains("amina");
    assertThat(made.passedOver()).isEqualTo(2);
    assertThat(made.backends()).containsExactly(PHONE);
    assertThat(find(id)).isEqualTo(made);
  }

  @Test
  void nothingOfItIsTakenOrFoundBeforeItIsComplete() {
    UUID id = ids.next();
    begin(id, 2);
    add(id, 0, 1);
    assertThat(take(10)).isEmpty();
    assertThat(database.broadcasts().find(id)).isEmpty();
    assertThat(database.broadcasts().list(Optional.empty(), 10)).isEmpty();

    addAll(id, 1, 2, SendOptions.none(), true);

    assertThat(take(10)).hasSize(2);
  }

  @Test
  void whatIsNotStoredAsAWholeIsCancelled() {
    UUID id = ids.next();
    begin(id, 1200);
    List<OutgoingMessage> stored = add(id, 0, 1100);

    database.look();
    assertThat(message(stored.get(0)).status()).isEqualTo(OutgoingStatus.QUEUED);
    database.broadcasts().end(id);
    database.look();

    assertThat(message(stored.get(1099)).status()).isEqualTo(OutgoingStatus.CANCELLED);
    assertThat(message(stored.get(1099)).reason())
        .contains("its broadcast was not stored as a whole");
    assertThat(take(10)).isEmpty();
    assertThat(database.broadcasts().find(id)).isEmpty();
  }

  @Test
  void whatANodeHasBegunThatIsGoneIsCancelled() throws Exception {
    UUID id = ids.next();
    begin(id, 3);
    List<OutgoingMessage> stored = add(id, 0, 2);

    reopen();
    database.look();

    assertThat(message(stored.get(1)).status()).isEqualTo(OutgoingStatus.CANCELLED);
    assertThatThrownBy(() -> add(id, 2, 3)).hasMessageContaining("was given up");
  }

  @Test
  void ofAPausedOneNothingIsTakenUntilItIsResumedAlsoAfterARestart() throws Exception {
    UUID id = ids.next();
    start(id, 3);
    database.broadcasts().pause(id);
    assertThat(find(id).state()).isEqualTo(BroadcastState.PAUSED);
    assertThat(take(10)).isEmpty();

    reopen();
    assertThat(take(10)).isEmpty();
    assertThat(find(id).state()).isEqualTo(BroadcastState.PAUSED);
    database.broadcasts().resume(id);

    assertThat(find(id).state()).isEqualTo(BroadcastState.RUNNING);
    assertThat(take(10)).hasSize(3);
  }

  @Test
  void aPausedOneHoldsUpNothingElseToTheSamePeople() {
    UUID paused = ids.next();
    start(paused, 20);
    database.broadcasts().pause(paused);
    UUID other = ids.next();
    start(other, 20);
    OutgoingMessage own = message(0);
    store(List.of(new Planned(own, OutgoingStatus.QUEUED, List.of()).inTurn()));

    List<UUID> taken = take(100);

    assertThat(taken).hasSize(21).contains(own.id());
    assertThat(find(other).state()).isEqualTo(BroadcastState.RUNNING);
  }

  @Test
  void whatANodeHasInHandOfAPausedOneKeepsItsPlaceBeforeOthers() {
    UUID paused = ids.next();
    start(paused, 1);
    assertThat(take(1)).hasSize(1);
    database.broadcasts().pause(paused);
    start(ids.next(), 1);

    assertThat(take(10)).isEmpty();
  }

  @Test
  void aBackendThatIsDownIsNotTriedWithAMessageOfAPausedOne() {
    UUID paused = ids.next();
    start(paused, 3);
    database.broadcasts().pause(paused);
    OutgoingMessage other = message(7);
    store(List.of(new Planned(other, OutgoingStatus.QUEUED, List.of()).inTurn()));
    database.backlog().suspend(PHONE, now.minusSeconds(1));

    assertThat(take(10)).containsExactly(other.id());
    assertThat(take(10)).isEmpty();
  }

  @Test
  void whyAMessageOfAPausedOneWaitsIsTold() {
    UUID paused = ids.next();
    begin(paused, 1);
    List<OutgoingMessage> stored = addAll(paused, 0, 1, SendOptions.none(), true);
    assertThat(awaited(stored.get(0))).isEqualTo(Awaited.SENDING);

    database.broadcasts().pause(paused);

    assertThat(awaited(stored.get(0))).isEqualTo(Awaited.ITS_BROADCAST);
  }

  @Test
  void ofAStoppedOneWhatIsInHandGoesAndTheRestIsCancelled() {
    UUID id = ids.next();
    start(id, 1200);
    List<UUID> inHand = take(10);
    database.broadcasts().stop(id);
    assertThat(take(10)).isEmpty();
    database.look();

    Broadcast stopped = find(id);
    assertThat(stopped.state()).isEqualTo(BroadcastState.STOPPED);
    assertThat(stopped.messages())
        .isEqualTo(Map.of(OutgoingStatus.QUEUED, 10, OutgoingStatus.CANCELLED, 1190));
    send(inHand);
    assertThat(find(id).messages())
        .isEqualTo(Map.of(OutgoingStatus.SENT, 10, OutgoingStatus.CANCELLED, 1190));
    assertThat(find(id).state()).isEqualTo(BroadcastState.STOPPED);
  }

  @Test
  void stoppedWhileItGoesEachMessageIsSentOrCancelledAndNeverBoth() throws Exception {
    UUID id = ids.next();
    start(id, 2000);
    Database other = another();
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try {
      Future<List<UUID>> sent = sender.submit(() -> sendAll(other));
      List<UUID> here = new ArrayList<>(take(50));
      send(here);
      database.broadcasts().stop(id);
      while (find(id).count(OutgoingStatus.QUEUED) > 0) {
        database.look();
      }

      int there = sent.get(1, TimeUnit.MINUTES).size();
      assertThat(find(id).messages())
          .isEqualTo(
              Map.of(OutgoingStatus.SENT, 50 + there, OutgoingStatus.CANCELLED, 1950 - there));
    } finally {
      sender.shutdown();
      closeOther(other);
    }
  }

  @Test
  void whatOneNodePausesWaitsOnAll() throws Exception {
    UUID id = ids.next();
    start(id, 3);
    database.broadcasts().pause(id);
    Database other = another();
    try {
      assertThat(take(other, 10)).isEmpty();
      other.broadcasts().resume(id);
      assertThat(take(10)).hasSize(3);
    } finally {
      closeOther(other);
    }
  }

  @Test
  void whatComesBackOfAStoppedOneIsCancelledThen() {
    UUID id = ids.next();
    start(id, 2);
    List<UUID> inHand = take(1);
    database.broadcasts().stop(id);
    database.look();
    database.backlog().giveBack(inHand, Optional.empty(), now);
    assertThat(take(10)).isEmpty();

    database.look();

    assertThat(find(id).count(OutgoingStatus.CANCELLED)).isEqualTo(2);
  }

  @Test
  void whatIsScheduledOfAStoppedOneIsCancelled() {
    UUID id = ids.next();
    begin(id, 2);
    addAll(id, 0, 2, SendOptions.none().notBefore(now.plus(1, ChronoUnit.DAYS)), true);

    database.broadcasts().stop(id);
    database.look();

    assertThat(find(id).messages()).isEqualTo(Map.of(OutgoingStatus.CANCELLED, 2));
  }

  @Test
  void oneThatIsFinishedStaysSo() {
    UUID id = ids.next();
    start(id, 2);
    send(take(10));
    assertThat(find(id).state()).isEqualTo(BroadcastState.FINISHED);

    database.broadcasts().pause(id);
    database.broadcasts().stop(id);

    assertThat(find(id).state()).isEqualTo(BroadcastState.FINISHED);
    assertThat(find(id).count(OutgoingStatus.SENT)).isEqualTo(2);
  }

  @Test
  void oneForNobodyIsFinishedAtOnce() {
    UUID id = ids.next();

    assertThat(start(id, 0).state()).isEqualTo(BroadcastState.FINISHED);
    assertThat(find(id).total()).isZero();
  }

  @Test
  void aStoppedOneDoesNotGoOn() {
    UUID id = ids.next();
    start(id, 1);
    database.broadcasts().stop(id);
    database.broadcasts().pause(id);
    database.broadcasts().resume(id);

    assertThat(find(id).state()).isEqualTo(BroadcastState.STOPPED);
    assertThat(take(10)).isEmpty();
  }

  @Test
  void theNewestIsListedFirst() {
    List<UUID> made = IntStream.range(0, 3).mapToObj(i -> ids.next()).toList();
    made.forEach(id -> start(id, 1));

    assertThat(database.broadcasts().list(Optional.empty(), 2))
        .extracting(Broadcast::id)
        .containsExactly(made.get(2), made.get(1));
    assertThat(database.broadcasts().list(Optional.of(made.get(1)), 2))
        .extracting(Broadcast::id)
        .containsExactly(made.get(0));
  }

  @Test
  void thosePausedAreListedTheNewestFirst() {
    List<UUID> made = IntStream.range(0, 3).mapToObj(i -> ids.next()).toList();
    made.forEach(id -> start(id, 1));
    made.forEach(database.broadcasts()::pause);
    database.broadcasts().resume(made.get(1));

    assertThat(database.broadcasts().paused(5))
        .extracting(Broadcast::id)
        .containsExactly(made.get(2), made.get(0));
    assertThat(database.broadcasts().paused(1)).hasSize(1);
  }

  @Test
  void itsMessagesAreToldPageByPageInTheirOrder() {
    UUID id = ids.next();
    start(id, 1100);
    start(ids.next(), 1);

    List<BroadcastMessage> first = database.broadcasts().messages(id, Optional.empty(), 1050);
    List<BroadcastMessage> rest =
        database.broadcasts().messages(id, Optional.of(first.get(1049).id()), 1050);

    assertThat(first).hasSize(1050);
    assertThat(first.get(0).connection()).isEqualTo(connection(0));
    assertThat(first.get(0).text()).isEqualTo("text");
    assertThat(rest).hasSize(50);
    assertThat(rest.get(49).connection()).isEqualTo(connection(1099));
    assertThat(database.broadcasts().messages(ids.next(), Optional.empty(), 10)).isEmpty();
  }

  @Test
  void whyMessagesHaveFailedIsCountedAndWhyOthersWaitIsNot() {
    UUID id = ids.next();
    start(id, 5);
    List<UUID> inHand = take(3);
    database
        .messages()
        .record(
            List.of(
                new SendOutcome(inHand.get(0), SendResult.refused("no such number"), now),
                new SendOutcome(inHand.get(1), SendResult.refused("no such number"), now),
                new SendOutcome(inHand.get(2), SendResult.accepted(), now)));
    // Waits until that is stored.
    assertThat(database.backlog().waiting()).isNotEmpty();

    assertThat(database.broadcasts().counts(id))
        .containsExactlyInAnyOrder(
            new BroadcastCount(PHONE, OutgoingStatus.FAILED, Optional.of("no such number"), 2),
            new BroadcastCount(PHONE, OutgoingStatus.SENT, Optional.empty(), 1),
            new BroadcastCount(PHONE, OutgoingStatus.QUEUED, Optional.empty(), 2));
  }

  private void reopen() throws Exception {
    database.close();
    database = Database.open(settings(), clock);
  }

  private Broadcast find(UUID id) {
    return database.broadcasts().find(id).orElseThrow();
  }

  private Broadcast start(UUID id, int messages) {
    begin(id, messages);
    addAll(id, 0, messages, SendOptions.none(), true);
    return find(id);
  }

  private void begin(UUID id, int messages) {
    Map<Connection, String> texts = new LinkedHashMap<>();
    IntStream.range(0, messages).forEach(i -> texts.put(connection(i), "text"));
    database
        .broadcasts()
        .begin(
            id,
            new NewBroadcast(
                Optional.of("Stock-out"), texts, 2, SendOptions.none(), Optional.of("amina")));
  }

  private List<OutgoingMessage> add(UUID id, int from, int to) {
    return addAll(id, from, to, SendOptions.none(), false);
  }

  private List<OutgoingMessage> addAll(
      UUID id, int from, int to, SendOptions options, boolean isLast) {
    List<Planned> planned = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Planned each =
          new Planned(message(i, options), OutgoingStatus.QUEUED, List.of()).inBroadcast(id);
      planned.add(options.notBefore().isPresent() ? each : each.inTurn());
    }
    try (UnitOfWork work = database.messages().begin()) {
      database.broadcasts().add(id, planned);
      if (isLast) {
        assertThat(database.broadcasts().complete(id).total()).isEqualTo(to);
      }
      work.commit(planned);
    }
    if (isLast) {
      database.broadcasts().end(id);
    }
    return planned.stream().map(Planned::message).toList();
  }

  private void store(List<Planned> planned) {
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(planned);
    }
  }

  private OutgoingMessage message(int number) {
    return message(number, SendOptions.none());
  }

  private OutgoingMessage message(int number, SendOptions options) {
    return new OutgoingMessage(
        ids.next(), connection(number), "text", Optional.empty(), now, options);
  }

  private static Connection connection(int number) {
    return new Connection(
        PHONE, new org.threadless.router.message.Identity(Integer.toString(number)));
  }

  private StoredMessage message(OutgoingMessage of) {
    return database.history().find(of.id()).orElseThrow().message();
  }

  private Awaited awaited(OutgoingMessage of) {
    return database
        .history()
        .find(of.id())
        .flatMap(found -> found.waiting())
        .map(WaitState::awaited)
        .orElseThrow();
  }

  /** Returns another node of the same database, or the only one that there can be. */
  Database another() throws Exception {
    return database;
  }

  private void closeOther(Database other) {
    if (other != database) {
      other.close();
    }
  }

  private List<UUID> sendAll(Database by) {
    List<UUID> all = new ArrayList<>();
    List<UUID> some = takePatiently(by);
    while (!some.isEmpty()) {
      all.addAll(some);
      send(by, some);
      some = takePatiently(by);
    }
    return all;
  }

  // As a queue does: the only connection to H2 may be another's for too long.
  private static List<UUID> takePatiently(Database by) {
    while (true) {
      try {
        return take(by, 20);
      } catch (StoreUnavailableException e) {
        // Nothing is taken then.
      }
    }
  }

  private List<UUID> take(int limit) {
    return take(database, limit);
  }

  private static List<UUID> take(Database by, int limit) {
    return by.backlog().take(PHONE, Direction.OUT, limit, Rates.NONE).messages().stream()
        .map(DueMessage::id)
        .toList();
  }

  private void send(List<UUID> messages) {
    send(database, messages);
  }

  private void send(Database by, List<UUID> messages) {
    by.backlog()
        .finish(
            messages,
            messages.stream()
                .map(each -> new SendOutcome(each, SendResult.accepted(), now))
                .toList(),
            () -> {});
    // Waits until that is stored.
    int unused = by.backlog().waiting().size();
  }
}
