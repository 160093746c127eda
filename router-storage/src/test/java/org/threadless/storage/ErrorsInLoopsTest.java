package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.access.LastUses;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.Node;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.watch.Forgetting;
import org.threadless.storage.wait.watch.Housekeeping;
import org.threadless.storage.wait.watch.Pauses;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Writer;

/** No loop of the store ends by an Error of what it calls. */
class ErrorsInLoopsTest {

  @TempDir private Path folder;

  private volatile boolean broken;
  private final InstantSource clock =
      () -> {
        if (broken) {
          throw new AssertionError("the clock is broken");
        }
        return Clock.systemUTC().instant();
      };

  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(settings(), clock);
  }

  private DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("test"), null, null, null);
  }

  @AfterEach
  void close() {
    broken = false;
    database.close();
  }

  @Test
  void theWriterGoesOnAndSaysWhatHasFailed() {
    try (Writer writer = writer()) {
      broken = true;
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> writer.commit(message()))
            .hasRootCauseInstanceOf(AssertionError.class);
      }
      broken = false;
      assertThat(writer.commit(message()).isStored()).isTrue();
    }
  }

  @Test
  void whoThrowsWhenItIsToldThatSomethingIsStoredKeepsNobodyFromBeingTold() {
    CountDownLatch told = new CountDownLatch(2);
    try (Writer writer = writer()) {
      for (int i = 0; i < 2; i++) {
        writer.submit(
            message(),
            stored -> {
              told.countDown();
              throw new AssertionError("never");
            });
      }
      writer.flush();
    }
    assertThat(told.getCount()).isZero();
  }

  private static Changes message() {
    ReceivedMessage received =
        ReceivedMessage.of(org.threadless.router.message.Connection.of("public", "alice"), "hello");
    MessageIds ids = new MessageIds();
    Outbox outbox = new Outbox(ids, Clock.systemUTC(), backend -> {});
    return new Changes().claim(new IncomingMessage(ids.next(), received, Instant.now(), outbox), 1);
  }

  private Writer writer() {
    return new Writer(
        sessions(),
        1,
        new ConnectionIds(false, 1, clock),
        new Leases(Clock.systemUTC()),
        new Deferred(new DatabaseTrouble()),
        new Events(),
        new Counting(new Observers()),
        new Observers());
  }

  private Sessions sessions() {
    return new Sessions(
        database.dataSource(),
        database.dialect(),
        true,
        DatabaseFile.none(),
        AppConnections.all(),
        RouterMappers.ALL);
  }

  @Test
  void housekeepingGoesOn() throws Exception {
    waitToBeSent();
    Transactions transactions = new Transactions(sessions());
    Node node = Node.join(transactions, new Leases(clock), System::nanoTime, false);
    AtomicInteger called = new AtomicInteger();
    BiConsumer<BackendName, Direction> onWaiting =
        (backend, direction) -> {
          called.incrementAndGet();
          throw new AssertionError("never");
        };
    Pauses pauses = new Pauses(transactions, Clock.systemUTC());
    try (Housekeeping housekeeping =
        new Housekeeping(
            transactions,
            node,
            new Deferred(new DatabaseTrouble()),
            new Watch(),
            pauses,
            new Forgetting(transactions, Clock.systemUTC()),
            new LastUses(transactions, Clock.systemUTC()),
            onWaiting,
            new DatabaseTrouble())) {
      housekeeping.start();
      await().until(() -> called.get() > 1);
    }
  }

  private void waitToBeSent() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      UUID id = UUID.randomUUID();
      statement.execute(
          "INSERT INTO connection VALUES ('%s', 'public', 'alice', now())".formatted(id));
      statement.execute(
          "INSERT INTO message (id, connection_id, backend, direction, status, text, created_at,"
              + " updated_at) VALUES ('"
              + id
              + "', '"
              + id
              + "', 'public', 'OUT', 'QUEUED', 'hi', now(), now())");
      statement.execute(
          "INSERT INTO waiting (message_id, connection_id, backend, direction, attempts, created_at)"
              + " VALUES ('"
              + id
              + "', '"
              + id
              + "', 'public', 'OUT', 0, now())");
      connection.commit();
    }
  }
}
