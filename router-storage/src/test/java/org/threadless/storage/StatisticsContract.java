package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.AppName;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.history.MessageHistory;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.engine.observing.StatusChanged;
import org.threadless.router.engine.statistics.FailureCause;
import org.threadless.router.engine.statistics.Failures;
import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.pool.DatabaseSettings;

/** What is counted, which app it was, and what fails, on every database. */
abstract class StatisticsContract {

  private static final Connection ALICE = Connection.of("gateway", "1112223333");
  private static final Connection BOB = Connection.of("other", "4445556666");
  private static final Instant NINE = Instant.parse("2026-03-01T09:59:59.999Z");
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
  private static final AppName WEATHER = new AppName("weather");
  private static final AppName NEWS = new AppName("news");

  private volatile Instant time = NINE;
  private final MessageIds ids = new MessageIds(() -> time);
  private final AddedUp observed = new AddedUp();
  private Database database;
  private Database other;

  /** Returns the settings of an empty database, the same each time in a test. */
  abstract DatabaseSettings settings() throws Exception;

  /** Adds up what observers are told. */
  private static final class AddedUp implements Observer {

    private final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public synchronized void changed(List<StatusChanged> changes) {
      for (StatusChanged each : changes) {
        each.before().ifPresent(before -> add(each, before, -1));
        add(each, each.after(), 1);
      }
    }

    private void add(StatusChanged change, MessageStatus status, int by) {
      counts.merge(change.backend() + " " + change.direction() + " " + status, by, Integer::sum);
    }

    synchronized Map<String, Integer> now() {
      counts.values().removeIf(count -> count == 0);
      return Map.copyOf(counts);
    }
  }

  @BeforeEach
  void open() throws Exception {
    database = Database.open(settings(), Clock.systemUTC());
    other = Database.open(settings(), Clock.systemUTC());
    database.observers().add(observed);
    other.observers().add(observed);
  }

  private void assertObserved() {
    Map<String, Integer> stored =
        database.statistics().hours(Instant.EPOCH, CountedMessages.ALWAYS).counts().stream()
            .collect(
                Collectors.toMap(
                    each -> each.backend() + " " + each.direction() + " " + each.status(),
                    each -> (int) each.messages(),
                    Integer::sum));
    assertThat(observed.now()).isEqualTo(stored);
  }

  @AfterEach
  void close() {
    assertObserved();
    CountedMessages.assertRight(database);
    database.counts().run();
    CountedMessages.assertRight(database);
    other.close();
    database.close();
  }

  @Test
  void messagesAreCountedInTheHourInWhichTheyCame() {
    receive(ALICE, "hi", null, Optional.empty());
    time = TEN;
    receive(ALICE, "hi", null, Optional.empty());
    receive(BOB, "hi", null, Optional.empty());
    sent(BOB, SendResult.accepted());

    assertThat(counts())
        .containsExactly(
            "09 gateway IN HANDLED 1",
            "10 gateway IN HANDLED 1",
            "10 other IN HANDLED 1",
            "10 other OUT SENT 1");
    assertThat(database.statistics().hours(TEN, TEN.plusSeconds(3600)).counts()).hasSize(3);
    assertThat(database.statistics().hours(TEN.plusSeconds(3600), CountedMessages.ALWAYS).counts())
        .isEmpty();
    assertThat(database.statistics().hours(NINE, TEN).countedFrom()).isEmpty();
  }

  @Test
  void aMessageThatWaitsIsCountedAsQueuedAndThenAsWhatItIs() {
    OutgoingMessage message = queued(ALICE);
    assertThat(counts()).containsExactly("09 gateway OUT QUEUED 1");

    database.counts().run();
    record(message, SendResult.accepted());

    assertThat(counts()).containsExactly("09 gateway OUT SENT 1");
  }

  @Test
  void aCopyIsNotCounted() {
    receive(ALICE, "hi", "7", Optional.empty());
    receive(ALICE, "hi", "7", Optional.empty());

    assertThat(counts()).containsExactly("09 gateway IN HANDLED 1");
  }

  @Test
  void whatIsNotStoredIsNotCounted() {
    IncomingMessage message = message(ALICE, "hi", null);
    assertThat(database.messages().enqueue(message)).isEmpty();
    assertThat(commitQueued(message)).isTrue();

    assertThat(commitQueued(message)).isFalse();

    assertThat(counts()).containsExactly("09 gateway IN HANDLED 1");
  }

  @Test
  void whatIsStoredInTheTransactionOfAnAppIsCountedWithIt() {
    OutgoingMessage waiting = waiting(BOB);
    try (UnitOfWork work = database.messages().begin()) {
      database.messages().cancel(waiting.id());
      assertThat(work.isOpen()).isTrue();
      work.commit(List.of(new Planned(outgoing(ALICE), OutgoingStatus.QUEUED, List.of())));
    }
    OutgoingMessage left = waiting(BOB);
    try (UnitOfWork work = database.messages().begin()) {
      database.messages().cancel(left.id());
    }

    assertThat(counts())
        .containsExactly(
            "09 gateway OUT QUEUED 1", "09 other OUT CANCELLED 1", "09 other OUT QUEUED 1");
  }

  @Test
  void whatAnAppHasDoneAndIsUndoneIsNotObserved() {
    OutgoingMessage waiting = waiting(BOB);
    try (UnitOfWork work = database.messages().begin()) {
      work.mark();
      database.messages().cancel(waiting.id());
      work.undo();
      work.mark();
      work.commit(List.of(new Planned(outgoing(ALICE), OutgoingStatus.QUEUED, List.of())));
    }

    assertThat(observed.now()).isEqualTo(Map.of("gateway OUT QUEUED", 1, "other OUT QUEUED", 1));
  }

  @Test
  void whatHasFailedAndIsSentAgainCountsAsItIs() {
    OutgoingMessage message = sent(ALICE, SendResult.refused("no such number"));
    assertThat(counts()).containsExactly("09 gateway OUT FAILED 1");

    Chosen all = new Chosen(Optional.of(message.id()), Set.of(ALICE.backend()), Optional.empty());
    assertThat(database.backlog().resend(database.backlog().failed(all), "admin"))
        .containsExactly(message.id());

    assertThat(counts()).containsExactly("09 gateway OUT QUEUED 1");
    assertThat(database.statistics().failures(NINE).causes()).isEmpty();
  }

  @Test
  void whatIsGivenUpIsCounted() {
    waiting(ALICE);
    waiting(ALICE);

    Instant later = Instant.now().plusSeconds(60);
    database.backlog().giveUp(ALICE.backend(), later, "given up", later);

    assertThat(counts()).containsExactly("09 gateway OUT FAILED 2");
    assertThat(database.statistics().failures(Instant.EPOCH).causes())
        .extracting(FailureCause::reason, FailureCause::messages)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("given up", 2L));
  }

  @Test
  void nodesThatCountTheSameHourDoNotWaitForEachOtherAndLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Database node = i % 2 == 0 ? database : other;
        Callable<Void> work = () -> count(node);
        running.add(threads.submit(work));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(counts()).containsExactly("09 gateway IN HANDLED 200", "09 gateway OUT SENT 200");
  }

  private Void count(Database node) {
    for (int i = 0; i < 25; i++) {
      IncomingMessage message = message(ALICE, "hi", null);
      OutgoingMessage reply = outgoing(ALICE);
      Planned planned = new Planned(reply, OutgoingStatus.QUEUED, List.of());
      try (UnitOfWork work = node.messages().begin()) {
        work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(planned)));
      }
      node.messages()
          .record(List.of(new SendOutcome(reply.id(), SendResult.accepted(), Instant.now())));
      if (i % 5 == 0) {
        node.counts().run();
      }
    }
    node.messages().conversation(ALICE, 1);
    return null;
  }

  @Test
  void theMostFrequentReasonsComeFirstWhateverTheNumbersInThem() {
    sent(ALICE, SendResult.refused("HTTP 400: +254700111222 is no number"));
    sent(ALICE, SendResult.refused("busy"));
    time = TEN;
    UUID newest = sent(ALICE, SendResult.refused("HTTP 400: +254700333444 is no number")).id();
    sent(BOB, SendResult.refused("HTTP 400: +254700333444 is no number"));

    Failures failures = database.statistics().failures(NINE);

    assertThat(failures.lookedBackTo()).isEmpty();
    assertThat(failures.causes().get(0))
        .isEqualTo(
            new FailureCause(
                Direction.OUT,
                ALICE.backend(),
                Optional.empty(),
                "HTTP 400: +254700333444 is no number",
                2,
                newest));
    assertThat(failures.causes()).hasSize(3);
    assertThat(database.statistics().failures(TEN).causes()).hasSize(2);
  }

  @Test
  void whatGoesWrongInAnAppIsToldWithItsName() {
    IncomingMessage message = message(ALICE, "hi", null);
    AppError error = new AppError("weather", "handle", "java.io.IOException: no forecast");
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(error), List.of()));
    }

    assertThat(database.statistics().failures(NINE).causes())
        .containsExactly(
            new FailureCause(
                Direction.IN,
                ALICE.backend(),
                Optional.of("weather"),
                "java.io.IOException: no forecast",
                1,
                message.id()));
  }

  @Test
  void whatHasFailedIsFoundWhereverItIs() {
    UUID old = sent(ALICE, SendResult.refused("no")).id();
    time = TEN;
    for (int i = 0; i < 10; i++) {
      sent(ALICE, SendResult.accepted());
    }
    UUID onOther = sent(BOB, SendResult.refused("no")).id();

    assertThat(search(MessageQuery.builder().status("failed"))).containsExactly(onOther, old);
    assertThat(search(MessageQuery.builder().status("failed").limit(1))).containsExactly(onOther);
    assertThat(search(MessageQuery.builder().status("failed").backend(ALICE.backend())))
        .containsExactly(old);
    assertThat(search(MessageQuery.builder().status("failed").from(TEN))).containsExactly(onOther);
    assertThat(search(MessageQuery.builder().status("failed").until(TEN))).containsExactly(old);
  }

  @Test
  void aMessageIsFoundByTheAppThatHandledOrMadeIt() {
    UUID weather = receive(ALICE, "weather", null, Optional.of(WEATHER));
    receive(ALICE, "news", null, Optional.of(NEWS));
    receive(ALICE, "hello", null, Optional.empty());
    OutgoingMessage reply = outgoing(ALICE);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(
          List.of(new Planned(reply, OutgoingStatus.QUEUED, List.of(), Optional.of(WEATHER))));
    }

    assertThat(search(MessageQuery.builder().app(WEATHER))).containsExactly(reply.id(), weather);
    assertThat(history(weather).app()).contains("weather");
    assertThat(history(reply.id()).app()).contains("weather");
  }

  @Test
  void aMessageThatWaitedHasTheAppThatHandledItLast() {
    IncomingMessage message = message(ALICE, "hi", null);
    assertThat(database.messages().enqueue(message)).isEmpty();
    assertThat(history(message.id()).app()).isEmpty();

    AppError error = new AppError("weather", "handle", "broken");
    try (UnitOfWork work = database.messages().begin()) {
      work.commitQueued(
          new Routed(
              message, IncomingStatus.HANDLED, List.of(error), List.of(), Optional.of(WEATHER)));
    }
    assertThat(history(message.id()).app()).contains("weather");

    assertThat(database.backlog().retry(List.of(message.id()))).containsExactly(message.id());
    assertThat(history(message.id()).app()).isEmpty();
    assertThat(commitQueued(message)).isTrue();
    assertThat(history(message.id()).app()).isEmpty();
  }

  @Test
  void whatIsSentKeepsTheAppThatMadeIt() {
    OutgoingMessage message = outgoing(ALICE);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(
          List.of(new Planned(message, OutgoingStatus.QUEUED, List.of(), Optional.of(WEATHER))));
    }
    record(message, SendResult.accepted());

    assertThat(history(message.id()).app()).contains("weather");
  }

  private UUID receive(Connection from, String text, String externalId, Optional<AppName> app) {
    IncomingMessage message = message(from, text, externalId);
    Routed routed = new Routed(message, IncomingStatus.HANDLED, List.of(), List.of(), app);
    if (externalId != null) {
      if (database.messages().claim(message).isEmpty()) {
        try (UnitOfWork work = database.messages().begin()) {
          assertThat(work.commitClaimed(routed)).isTrue();
        }
      }
      return message.id();
    }
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(routed);
    }
    return message.id();
  }

  private boolean commitQueued(IncomingMessage message) {
    try (UnitOfWork work = database.messages().begin()) {
      return work.commitQueued(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }
  }

  private IncomingMessage message(Connection from, String text, String externalId) {
    ReceivedMessage received = ReceivedMessage.of(from, text);
    return new IncomingMessage(
        ids.next(),
        externalId == null ? received : received.withExternalId(externalId),
        Instant.now(),
        new Outbox(ids, Clock.systemUTC(), backend -> {}));
  }

  private OutgoingMessage outgoing(Connection to) {
    return new OutgoingMessage(
        ids.next(), to, "hello", Optional.empty(), Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  private OutgoingMessage queued(Connection to) {
    OutgoingMessage message = outgoing(to);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }

  private OutgoingMessage waiting(Connection to) {
    OutgoingMessage message = queued(to);
    Failure busy = new Failure("busy", 1, 0, Instant.now());
    database.backlog().postpone(message, Optional.of(busy), Instant.now());
    flush();
    return message;
  }

  private OutgoingMessage sent(Connection to, SendResult result) {
    OutgoingMessage message = queued(to);
    record(message, result);
    return message;
  }

  private void record(OutgoingMessage message, SendResult result) {
    database.messages().record(List.of(new SendOutcome(message.id(), result, Instant.now())));
    flush();
  }

  private void flush() {
    database.messages().conversation(ALICE, 1);
  }

  private MessageHistory history(UUID id) {
    return database.history().find(id).orElseThrow();
  }

  private List<UUID> search(MessageQuery.Builder query) {
    return database.history().search(query.build()).messages().stream()
        .map(found -> found.message().id())
        .toList();
  }

  private List<String> counts() {
    return database.statistics().hours(Instant.EPOCH, CountedMessages.ALWAYS).counts().stream()
        .map(StatisticsContract::written)
        .toList();
  }

  private static String written(HourCount count) {
    String hour = count.hour().toString().substring(11, 13);
    BackendName backend = count.backend();
    return "%s %s %s %s %d"
        .formatted(hour, backend, count.direction(), count.status(), count.messages());
  }
}
