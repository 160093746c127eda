package org.threadless.storage.wait.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class QueueTest {

  private static final BackendName PUBLIC = new BackendName("public");

  private final InstantSource clock = Clock.systemUTC();
  private final MessageIds ids = new MessageIds();
  private final List<String> routed = Collections.synchronizedList(new ArrayList<>());
  private final Set<Deaths> deaths = ConcurrentHashMap.newKeySet();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    String url = "jdbc:h2:file:" + folder.resolve("test");
    database = Database.open(new DatabaseSettings(url, null, null, null), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** What becomes of a message before it is stored as routed. */
  private interface Step {
    void take(String text) throws InterruptedException;
  }

  private Queue queue(int concurrency, Step step) {
    return new Queue(
        PUBLIC,
        Direction.IN,
        concurrency,
        database.backlog(),
        new Work(step),
        Rates.NONE,
        clock,
        Workers.executor(),
        (after, what) -> {},
        Duration.ZERO);
  }

  @Test
  void messagesOfOneConnectionAreRoutedOneAfterTheOtherInTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      enqueue("alice", "alice " + i);
      expected.add("alice " + i);
    }

    try (Queue queue = queue(4, text -> {})) {
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).hasSize(50));
    }

    assertThat(routed).isEqualTo(expected);
    assertThat(most).hasValue(1);
  }

  @Test
  void oneConnectionThatSendsALotDoesNotKeepOthersWaiting() {
    CountDownLatch bobIsRouted = new CountDownLatch(1);
    for (int i = 0; i < 30; i++) {
      enqueue("alice", "alice " + i);
    }
    enqueue("bob", "bob");

    Step step =
        text -> {
          if (text.equals("bob")) {
            bobIsRouted.countDown();
          } else {
            assertThat(bobIsRouted.await(2, TimeUnit.MINUTES)).isTrue();
          }
        };
    try (Queue queue = queue(2, step)) {
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).hasSize(31));
    }
  }

  @Test
  void atMostSoManyAreRoutedAtOnceAsTheConcurrencySays() {
    CountDownLatch three = new CountDownLatch(3);
    for (int i = 0; i < 40; i++) {
      enqueue("phone" + i, "hello");
    }

    Step step =
        text -> {
          three.countDown();
          assertThat(three.await(2, TimeUnit.MINUTES)).isTrue();
        };
    try (Queue queue = queue(3, step)) {
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).hasSize(40));
    }

    assertThat(most).hasValue(3);
  }

  @Test
  void whatCouldNotBeStoredIsRoutedAgainWhenTheDatabaseIsBack() {
    AtomicInteger attempts = new AtomicInteger();
    enqueue("alice", "hello");

    Step step =
        text -> {
          if (attempts.incrementAndGet() == 1) {
            throw new StoreUnavailableException("away", null);
          }
        };
    try (Queue queue = queue(2, step)) {
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).containsExactly("hello"));
    }

    assertThat(attempts).hasValue(2);
  }

  @Test
  void whatWasTakenAndNotRoutedBeforeAStopIsRoutedAfterTheNextStart() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    enqueue("alice", "1");
    enqueue("alice", "2");
    Step step =
        text -> {
          begun.countDown();
          closing.await();
        };
    Queue queue = queue(2, step);
    queue.wake();
    await().until(() -> begun.getCount() == 0);
    Thread stop = new Thread(queue::close);
    stop.start();
    await().until(() -> stop.getState() == Thread.State.TIMED_WAITING);
    closing.countDown();
    await().until(() -> !stop.isAlive());
    assertThat(routed).containsExactly("1");

    database.close();
    open();
    try (Queue next = queue(2, text -> {})) {
      next.wake();
      await().untilAsserted(() -> assertThat(routed).containsExactly("1", "2"));
    }
    assertThat(deaths).containsOnly(Deaths.none());
  }

  @Test
  void anErrorOfOneMessageTakesNobodysPlaceAndTheOthersGoOn() {
    enqueue("bad", "bad");
    for (int i = 0; i < 10; i++) {
      enqueue("good" + i, "good");
    }

    Step step =
        text -> {
          if (text.equals("bad")) {
            throw new NoClassDefFoundError("Gone");
          }
        };
    try (Queue queue = queue(1, step)) {
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).hasSize(10));
      enqueue("later", "good");
      queue.wake();
      await().untilAsserted(() -> assertThat(routed).hasSize(11));
    }
  }

  private void enqueue(String identity, String text) {
    ReceivedMessage received = ReceivedMessage.of(Connection.of("public", identity), text);
    database.messages().enqueue(message(ids.next(), received, clock.instant()));
  }

  private IncomingMessage message(UUID id, ReceivedMessage received, Instant at) {
    return new IncomingMessage(id, received, at, new Outbox(ids, clock, backend -> {}));
  }

  /** Stores messages as routed, and keeps account. */
  private final class Work implements DueWork {

    private final Step step;

    Work(Step step) {
      this.step = step;
    }

    @Override
    public Dealt deal(DueMessage message) {
      route((QueuedMessage) message);
      return Dealt.routed();
    }

    private void route(QueuedMessage queued) {
      deaths.add(queued.deaths());
      most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      try {
        step.take(queued.received().text());
        store(message(queued.id(), queued.received(), queued.receivedAt()));
        routed.add(queued.received().text());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        atOnce.decrementAndGet();
      }
    }

    private void store(IncomingMessage message) {
      try (UnitOfWork work = database.messages().begin()) {
        Routed handled = new Routed(message, IncomingStatus.HANDLED, List.of(), List.of());
        assertThat(work.commitQueued(handled)).isTrue();
      }
    }
  }
}
