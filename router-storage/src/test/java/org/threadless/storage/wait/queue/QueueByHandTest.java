package org.threadless.storage.wait.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** What a queue does when, with a clock that is set and threads that are run by hand. */
class QueueByHandTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final OptionalInt NO_LIMIT = OptionalInt.empty();
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final MessageIds ids = new MessageIds();
  private final ConcurrentLinkedQueue<Runnable> threads = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Timed> timed = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private final List<OptionalInt> probes = new ArrayList<>();
  private Function<WaitingMessage, Dealt> gateway = this::accept;
  private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

  /** What is to be run at a time. */
  private record Timed(Instant at, Runnable what) {}

  @TempDir private Path folder;
  private Database database;
  private Backlog backlog;
  private Queue queue;

  @BeforeEach
  void open() {
    String url = "jdbc:h2:file:" + folder.resolve("test");
    database = Database.open(new DatabaseSettings(url, null, null, null), () -> now);
    backlog = database.backlog();
    queue = queue(Rates.NONE);
  }

  private Queue queue(Rates rates) {
    return queue(message -> gateway.apply((WaitingMessage) message), rates);
  }

  private Queue queue(DueWork work, Rates rates) {
    return queue(work, rates, Duration.ZERO);
  }

  private Queue queue(DueWork work, Rates rates, Duration betweenLooks) {
    return new Queue(
        PUBLIC,
        Direction.OUT,
        2,
        backlog,
        work,
        rates,
        () -> now,
        threads::add,
        (after, what) -> timed.add(new Timed(now.plus(after), what)),
        betweenLooks);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatHasFailedIsTriedWhenItIsDueAndNotBeforeAndAllOthersBehindIt() {
    postpone("alice", "1");
    postpone("alice", "2");
    postpone("bob", "3");
    gateway = message -> message.message().text().equals("1") ? fail(message) : accept(message);
    run();
    assertThat(sent).containsExactlyInAnyOrder("1", "3");

    gateway = this::accept;
    now = now.plus(RETRY).minusMillis(1);
    run();
    assertThat(sent).hasSize(2);

    now = now.plusMillis(1);
    run();
    assertThat(sent.subList(2, 4)).containsExactly("1", "2");
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void whatComesOneByOneIsTakenTogetherWhenItIsTimeForTheNextLook() {
    queue =
        queue(message -> gateway.apply((WaitingMessage) message), Rates.NONE, Duration.ofHours(1));
    postpone("alice", "1");
    run();
    assertThat(sent).containsExactly("1");

    postpone("bob", "2");
    run();
    postpone("carol", "3");
    run();
    assertThat(sent).containsExactly("1");

    assertThat(timed).hasSize(1);
    timed.remove().what().run();
    runThreads();
    assertThat(sent).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void nothingIsTakenByALookWhoseTimeComesAfterAStop() {
    queue =
        queue(message -> gateway.apply((WaitingMessage) message), Rates.NONE, Duration.ofHours(1));
    run();
    postpone("alice", "1");
    run();

    queue.stop();
    timed.remove().what().run();
    runThreads();

    assertThat(sent).isEmpty();
  }

  @Test
  void whatAnswersGoesOutBeforeWhatIsSentOfItselfAndThatBeforeWhatGoesToMany() {
    Rates slow = new Rates(Optional.of(Rate.valueOf("1/s")), Optional.empty(), NO_LIMIT);
    queue = queue(slow);
    broadcast("bulk", 3);
    postpone("bob", "own");
    reply("carol", "reply");
    run();
    runUntil(now.plusSeconds(10));

    assertThat(sent).containsExactly("reply", "own", "bulk 0", "bulk 1", "bulk 2");
  }

  @Test
  void aReplyDoesNotWaitForWhatWasSentToManyButThoseOfOnePriorityKeepTheirOrder() {
    queue = queue(new Rates(Optional.of(Rate.valueOf("1/s")), Optional.empty(), NO_LIMIT));
    broadcast("bulk", 2);
    reply("phone 1", "reply 1");
    reply("phone 1", "reply 2");
    run();
    runUntil(now.plusSeconds(10));

    assertThat(sent).containsExactly("reply 1", "reply 2", "bulk 0", "bulk 1");
  }

  @Test
  void whatGoesToFewIsThroughWhileABroadcastHasThousandsLeft() {
    queue = queue(new Rates(Optional.of(Rate.valueOf("10/s")), Optional.empty(), NO_LIMIT));
    broadcast("long", 300);
    run();
    runUntil(now.plusSeconds(1));
    broadcast("short", 10);
    broadcast("other", 10);
    int before = sent.size();
    runUntil(now.plusSeconds(4));

    List<String> since = sent.subList(before, sent.size());
    assertThat(since).filteredOn(text -> text.startsWith("short")).hasSize(10);
    assertThat(since).filteredOn(text -> text.startsWith("other")).hasSize(10);
    assertThat(since).filteredOn(text -> text.startsWith("long")).hasSizeGreaterThan(8);
  }

  @Test
  void aBroadcastGoesOnThoughManyOfItsPhonesCannotBeReached() {
    gateway =
        message -> message.message().text().startsWith("bad") ? fail(message) : accept(message);
    for (int i = 0; i < 100; i++) {
      postpone("phone " + i, "bad " + i);
    }
    run();
    sent.clear();
    broadcast("bulk", 150);
    run();

    assertThat(sent).hasSize(50);
  }

  @Test
  void whatWasTakenForAFastGatewayIsGivenBackWhenThatBecomesSlow() {
    broadcast("fast", 100);
    run();
    broadcast("slow", 100);
    gateway =
        message -> {
          if (message.message().text().equals("slow 0")) {
            now = now.plus(Queue.TOO_LONG);
            reply("carol", "reply");
          }
          return accept(message);
        };
    run();

    assertThat(sent).hasSize(201);
    assertThat(sent.indexOf("reply")).isBetween(101, 115);
  }

  @Test
  void ofABackendWithARateSoManyGoOutInATimeAndNoneIsRefused() {
    queue = queue(new Rates(Optional.of(Rate.valueOf("10/s")), Optional.empty(), NO_LIMIT));
    for (int i = 0; i < 35; i++) {
      postpone("phone " + i, Integer.toString(i));
    }
    Instant begin = now;
    List<Integer> bySecond = new ArrayList<>();
    run();
    for (int second = 1; second <= 4; second++) {
      runUntil(begin.plusSeconds(second));
      bySecond.add(sent.size());
    }

    assertThat(bySecond.get(0)).isBetween(10, 12);
    assertThat(bySecond.get(1)).isBetween(20, 22);
    assertThat(bySecond.get(2)).isBetween(30, 32);
    assertThat(bySecond.get(3)).isEqualTo(35);
    assertThat(timed).isEmpty();
  }

  @Test
  void toOneIdentitySoManyGoOutInATimeAndOthersGoOn() {
    queue = queue(new Rates(Optional.empty(), Optional.of(Rate.valueOf("2/m")), NO_LIMIT));
    for (int i = 0; i < 4; i++) {
      postpone("alice", "alice " + i);
    }
    postpone("bob", "bob");
    run();
    assertThat(sent).containsExactlyInAnyOrder("alice 0", "alice 1", "bob");

    now = now.plusSeconds(29);
    run();
    assertThat(sent).hasSize(3);

    now = now.plusSeconds(1);
    run();
    assertThat(sent).last().isEqualTo("alice 2");
    now = now.plusSeconds(30);
    run();
    assertThat(sent).last().isEqualTo("alice 3");
  }

  @Test
  void soManyGoOutOnADayAndTheOthersOnTheNext() {
    queue = queue(new Rates(Optional.empty(), Optional.empty(), OptionalInt.of(3)));
    for (int i = 0; i < 5; i++) {
      postpone("phone " + i, Integer.toString(i));
    }
    run();
    assertThat(sent).hasSize(3);

    ZoneId zone = ZoneId.systemDefault();
    Instant midnight = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    assertThat(timed).last().extracting(Timed::at).isEqualTo(midnight);
    runUntil(midnight);

    assertThat(sent).hasSize(5);
  }

  @Test
  void whatHasFailedKeepsItsTimeThoughTheOneBeforeItIsStoredAsSentLater() {
    for (int i = 1; i <= 3; i++) {
      postpone("alice", Integer.toString(i));
    }
    gateway = message -> message.message().text().equals("2") ? fail(message) : accept(message);
    run();
    assertThat(sent).containsExactly("1", "2");

    now = now.plus(RETRY);
    gateway = this::accept;
    run();

    assertThat(sent).containsExactly("1", "2", "2", "3");
  }

  @Test
  void ofABackendThatIsDownOneMessageIsTriedWhenItsProbeIsDueAndTheOthersWhenItIsAnswered() {
    postpone("alice", "1");
    postpone("bob", "2");
    backlog.suspend(PUBLIC, now.plus(RETRY));
    run();
    assertThat(sent).isEmpty();

    now = now.plus(RETRY);
    gateway =
        message -> {
          backlog.probeAgain(PUBLIC, now.plus(RETRY), message.probes().orElseThrow() + 1);
          return fail(message);
        };
    run();
    assertThat(sent).hasSize(1);

    now = now.plus(RETRY);
    gateway =
        message -> {
          if (message.probes().isPresent()) {
            backlog.resume(PUBLIC);
          }
          return accept(message);
        };
    run();
    assertThat(probes).startsWith(OptionalInt.of(0), OptionalInt.of(1)).hasSize(3);
    assertThat(probes.get(2)).isEmpty();
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void fewDoNotWaitForManyThatGoToTheSameNumbers() {
    queue = queue(new Rates(Optional.of(Rate.valueOf("1/s")), Optional.empty(), NO_LIMIT));
    broadcast("first", 20);
    broadcast("second", 20);
    UUID few = ids.next();
    for (int i = 0; i < 3; i++) {
      postpone(planned("other " + i, "few " + i, Optional.empty()).inBroadcast(few));
    }
    run();
    runUntil(now.plusSeconds(12));

    assertThat(sent).contains("few 0", "few 1", "few 2").hasSizeLessThan(20);
  }

  @Test
  void whatWaitsForAPauseToEndGoesOutThenInItsOrder() {
    backlog.pause(PUBLIC);
    for (int i = 1; i <= 3; i++) {
      postpone("alice", Integer.toString(i));
    }
    run();
    now = now.plus(RETRY);
    run();
    assertThat(sent).isEmpty();
    assertThat(backlog.waiting()).extracting(WaitingCount::count).containsExactly(3);

    backlog.endPause(PUBLIC);
    run();

    assertThat(sent).containsExactly("1", "2", "3");
  }

  @Test
  void whatIsHeldUntilATimeHoldsUpNothingOfItsConnectionAndComesThenInItsOrder() {
    Instant opening = now.plus(RETRY);
    postpone("alice", "1");
    postpone("alice", "reply");
    postpone("alice", "2");
    gateway =
        message ->
            message.message().text().equals("reply") || !now.isBefore(opening)
                ? accept(message)
                : new Dealt.Later(opening);
    run();
    assertThat(sent).containsExactly("reply");
    assertThat(backlog.waiting()).isEmpty();

    schedule("alice", "3", opening);
    postpone("alice", "4");
    now = opening;
    database.look();
    run();

    // What was made in the same millisecond as the others came forth may be before or behind them.
    assertThat(sent).containsSubsequence("reply", "1", "2", "3").contains("4").hasSize(5);
  }

  @Test
  void nothingIsTakenWhileAllIsHeld() {
    Optional<Hold> hold =
        Optional.of(
            new Hold(PUBLIC, Hold.Cause.PAUSE, "by hand", Optional.empty(), Optional.empty()));
    AtomicReference<Optional<Hold>> held = new AtomicReference<>(hold);
    DueWork work =
        new DueWork() {
          @Override
          public Dealt deal(DueMessage message) {
            return accept((WaitingMessage) message);
          }

          @Override
          public Optional<Hold> hold(BackendName backend) {
            return held.get();
          }
        };
    queue = queue(work, Rates.NONE);
    postpone("alice", "1");
    run();
    assertThat(sent).isEmpty();

    held.set(Optional.empty());
    run();

    assertThat(sent).containsExactly("1");
  }

  @Test
  void aProbeThatNobodyComesBackFromIsFollowedByAnother() {
    postpone("alice", "1");
    postpone("bob", "2");
    backlog.suspend(PUBLIC, now);
    assertThat(backlog.take(PUBLIC, Direction.OUT, 10, Rates.NONE).messages()).hasSize(1);
    run();
    assertThat(sent).isEmpty();

    now = now.plusSeconds(30);
    run();

    assertThat(sent).hasSize(1);
  }

  @Test
  void anErrorPutsAMessageOffAndIsNoReasonToStop() {
    postpone("alice", "1");
    gateway =
        message -> {
          throw new NoClassDefFoundError("Gone");
        };
    run();
    postpone("bob", "2");
    gateway = this::accept;
    run();
    assertThat(sent).containsExactly("2");

    now = now.plusSeconds(30);
    run();

    assertThat(sent).containsExactly("2", "1");
  }

  @Test
  void noMoreAreUnderWayThanThereArePlaces() {
    for (int i = 0; i < 5; i++) {
      postpone("phone" + i, "hello");
    }
    queue.wake();
    threads.remove().run();

    assertThat(threads).hasSize(2);
    run();
    assertThat(sent).hasSize(5);
  }

  /** Runs what is timed for no later than that, each at its time. */
  private void runUntil(Instant end) {
    while (!timed.isEmpty() && !timed.peek().at().isAfter(end)) {
      Timed next = timed.remove();
      now = next.at();
      next.what().run();
      runThreads();
    }
    now = end;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void aClockThatIsSetForwardMakesDueWhatWaitsAndNothingTwice(Duration jump) {
    postpone("alice", "1");
    postpone("alice", "2");
    gateway = message -> message.message().text().equals("1") ? fail(message) : accept(message);
    run();
    now = now.plus(jump);
    gateway = this::accept;
    run();

    assertThat(sent).containsExactly("1", "1", "2");
    assertThat(backlog.waiting()).isEmpty();
  }

  @Test
  void aClockThatIsSetForwardADaySendsWhatIsScheduledInTheOrderOfItsTimesAndOnce() {
    schedule("alice", "3", now.plus(Duration.ofHours(20)));
    schedule("alice", "1", now.plus(Duration.ofHours(1)));
    schedule("alice", "2", now.plus(Duration.ofHours(2)));
    schedule("alice", "tomorrow", now.plus(Duration.ofHours(25)));
    run();
    assertThat(sent).isEmpty();

    now = now.plus(Duration.ofDays(1));
    database.look();
    run();
    run();

    assertThat(sent).containsExactly("1", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void aClockThatIsSetBackKeepsWhatWaitsUntilItHasCaughtUpAndLosesNothing(Duration jump) {
    postpone("alice", "1");
    gateway = this::fail;
    run();
    now = now.minus(jump);
    gateway = this::accept;
    postpone("alice", "2");
    postpone("bob", "3");
    run();
    assertThat(sent).as("others do not wait for it").containsExactly("1", "3");

    now = now.plus(jump).plus(RETRY);
    run();

    assertThat(sent).containsExactly("1", "3", "1", "2");
    assertThat(backlog.waiting()).isEmpty();
  }

  private void run() {
    do {
      queue.wake();
      runThreads();
    } while (!threads.isEmpty());
  }

  private void runThreads() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    // Waits until what was finished is stored; the queue may be called by that.
    assertThat(backlog.waiting()).isNotNull();
  }

  private Dealt accept(WaitingMessage message) {
    note(message);
    return Dealt.ended(new SendOutcome(message.id(), SendResult.accepted(), now));
  }

  private Dealt fail(WaitingMessage message) {
    note(message);
    return Dealt.failed(new Failure("busy", message.attempts() + 1, 0, now), now.plus(RETRY));
  }

  private void note(WaitingMessage message) {
    sent.add(message.message().text());
    probes.add(message.probes());
  }

  private void postpone(String identity, String text) {
    postpone(planned(identity, text, Optional.empty()));
  }

  private void reply(String identity, String text) {
    UUID answered = ids.next();
    Connection connection = Connection.of("public", identity);
    IncomingMessage message =
        new IncomingMessage(
            answered,
            ReceivedMessage.of(connection, "?"),
            now,
            new Outbox(ids, () -> now, b -> {}));
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }
    postpone(planned(identity, text, Optional.of(new InResponseTo(answered, Optional.empty()))));
  }

  private void broadcast(String text, int count) {
    UUID first = ids.next();
    for (int i = 0; i < count; i++) {
      postpone(planned("phone " + i, text + " " + i, Optional.empty()).inBroadcast(first));
    }
  }

  private Planned planned(String identity, String text, Optional<InResponseTo> answered) {
    OutgoingMessage message =
        new OutgoingMessage(ids.next(), Connection.of("public", identity), text, answered, now);
    return new Planned(message, OutgoingStatus.QUEUED, List.of());
  }

  private void postpone(Planned planned) {
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(planned));
    }
    backlog.postpone(planned.message(), Optional.empty(), now);
  }

  private void schedule(String identity, String text, Instant due) {
    Planned planned = planned(identity, text, Optional.empty());
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(planned));
    }
    backlog.schedule(planned.message(), due);
    backlog.waiting();
  }
}
