package org.threadless.storage.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Dealt;
import org.threadless.router.engine.store.DueMessage;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.engine.store.Failure;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.engine.store.WaitingCount;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.Database;
import org.threadless.storage.DatabaseSettings;

/** What a queue does when, with a clock that is set and threads that are run by hand. */
class QueueByHandTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final MessageIds ids = new MessageIds();
  private final ConcurrentLinkedQueue<Runnable> threads = new ConcurrentLinkedQueue<>();
  private final List<String> sent = new ArrayList<>();
  private final List<OptionalInt> probes = new ArrayList<>();
  private Function<WaitingMessage, Dealt> gateway = this::accept;
  private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Database database;
  private Backlog backlog;
  private Queue queue;

  @BeforeEach
  void open() {
    String url = "jdbc:h2:file:" + folder.resolve("test");
    database = Database.open(new DatabaseSettings(url, null, null, null), () -> now);
    backlog = database.backlog();
    queue =
        new Queue(
            PUBLIC,
            Direction.OUT,
            2,
            backlog,
            message -> gateway.apply((WaitingMessage) message),
            () -> now,
            threads::add);
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
    now = opening;
    postpone("alice", "4");
    database.look();
    run();

    assertThat(sent).containsExactly("reply", "4", "1", "2", "3");
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
    queue = new Queue(PUBLIC, Direction.OUT, 2, backlog, work, () -> now, threads::add);
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
    assertThat(backlog.take(PUBLIC, Direction.OUT, 10)).hasSize(1);
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

  private void run() {
    do {
      queue.wake();
      while (!threads.isEmpty()) {
        threads.remove().run();
      }
      // Waits until what was finished is stored; the queue may be called by that.
      assertThat(backlog.waiting()).isNotNull();
    } while (!threads.isEmpty());
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
    backlog.postpone(stored(identity, text), Optional.empty(), now);
  }

  private void schedule(String identity, String text, Instant due) {
    backlog.schedule(stored(identity, text), due);
    backlog.waiting();
  }

  private OutgoingMessage stored(String identity, String text) {
    OutgoingMessage message =
        new OutgoingMessage(
            ids.next(), Connection.of("public", identity), text, Optional.empty(), now);
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(List.of(new Planned(message, OutgoingStatus.QUEUED, List.of())));
    }
    return message;
  }
}
