package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueMessage;
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
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.Node;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;

/** What becomes of what a node has taken that is dead, or is taken for dead and wakes again. */
class TakeoverTest {

  private static final BackendName PUBLIC = new BackendName("public");
  private static final Connection ALICE = Connection.of("public", "alice");

  private final InstantSource clock = Clock.systemUTC();
  private final MessageIds ids = new MessageIds();
  private final AtomicLong nanos = new AtomicLong();

  @TempDir private Path folder;
  private Database slow;
  private Database other;
  private IncomingMessage message;

  @BeforeEach
  void takeOver() {
    slow = open();
    other = open();
    message = message(ReceivedMessage.of(ALICE, "hello"));
    slow.messages().enqueue(message);
    assertThat(take(slow)).hasSize(1);
    assertThat(take(other)).as("it is the first node's").isEmpty();
    Node node = Node.join(transactions(), new Leases(clock), nanos::get, false);

    node.takeOver();
    nanos.addAndGet(Node.DEAD_AFTER.toNanos() - 1);
    assertThat(take(other)).as("it may live").isEmpty();
    // Its beats go on meanwhile, perhaps, as it is not dead at all.
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              node.takeOver();
              nanos.addAndGet(Node.DEAD_AFTER.toNanos());
              node.takeOver();
              return other.backlog().waiting().size() == 1 && !isTaken();
            });
  }

  private IncomingMessage message(ReceivedMessage received) {
    return new IncomingMessage(
        ids.next(), received, Instant.now(), new Outbox(ids, clock, backend -> {}));
  }

  private boolean isTaken() {
    return take(other).isEmpty();
  }

  @AfterEach
  void close() {
    other.close();
    slow.close();
  }

  @Test
  void whatADeadNodeHadIsTakenByAnotherAndNotByTwo() {
    assertThat(take(slow)).isEmpty();
    assertThat(take(other)).isEmpty();
    other.backlog().giveBack(List.of(message.id()), Optional.empty(), Instant.now());

    assertThat(take(slow)).extracting(DueMessage::deaths).containsExactly(new Deaths(1));
  }

  @Test
  void aNodeThatWakesGivesNothingBackThatIsAnotherOnes() {
    slow.backlog().giveBack(List.of(message.id()), Optional.empty(), Instant.now());

    assertThat(take(slow)).isEmpty();
  }

  @Test
  void ofTwoThatHaveRoutedAMessageOneStoresWhatItMadeOfIt() {
    assertThat(commit(slow)).isTrue();
    finish(slow);
    assertThat(commit(other)).isFalse();
    finish(other);

    assertThat(other.backlog().waiting()).isEmpty();
    assertThat(other.messages().conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void aNodeThatWakesLetsNothingPassWhatAnotherOneHasRouted() {
    IncomingMessage claimed =
        message(ReceivedMessage.of(Connection.of("inline", "bob"), "hello").withExternalId("7"));
    Routed routed = new Routed(claimed, IncomingStatus.HANDLED, List.of(), List.of());
    assertThat(slow.messages().claim(claimed)).isEmpty();
    other.backlog().letWait(claimed);
    assertThat(take(other, new BackendName("inline"))).hasSize(1);
    try (UnitOfWork work = other.messages().begin()) {
      assertThat(work.commitQueued(routed)).isTrue();
    }

    try (UnitOfWork work = slow.messages().begin()) {
      assertThat(work.commitClaimed(routed)).isFalse();
    }

    assertThat(slow.backlog().holds(claimed.connection(), Direction.IN)).isTrue();
  }

  private boolean commit(Database node) {
    try (UnitOfWork work = node.messages().begin()) {
      return work.commitQueued(new Routed(message, IncomingStatus.HANDLED, List.of(), List.of()));
    }
  }

  private void finish(Database node) {
    node.backlog().finish(List.of(message.id()), List.of(), () -> {});
    // Waits until that is stored.
    assertThat(node.backlog().waiting()).isNotNull();
  }

  private static List<DueMessage> take(Database node) {
    return take(node, PUBLIC);
  }

  private static List<DueMessage> take(Database node, BackendName backend) {
    return node.backlog().take(backend, Direction.IN, 10, Rates.NONE).messages();
  }

  private Transactions transactions() {
    return new Transactions(
        new Sessions(
            other.dataSource(),
            other.dialect(),
            true,
            DatabaseFile.none(),
            AppConnections.all(),
            RouterMappers.ALL));
  }

  private Database open() {
    String url = "jdbc:h2:file:" + folder.resolve("test");
    return Database.open(new DatabaseSettings(url, null, null, null), clock);
  }
}
