package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.InHand;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.wait.TaskRunner;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Writer;

/** No loop of the store ends by an Error of what it calls. */
class ErrorsInLoopsTest {

  @TempDir private Path folder;

  // An hour behind: what is to be tried again later, is due at once.
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean broken;
  private final InstantSource clock =
      () -> {
        asked.incrementAndGet();
        if (broken) {
          throw new AssertionError("the clock is broken");
        }
        return Clock.systemUTC().instant().minus(Duration.ofHours(1));
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
    Sessions sessions =
        new Sessions(
            database.dataSource(),
            database.dialect(),
            true,
            DatabaseFile.none(),
            AppConnections.all(),
            Database.MAPPERS);
    return new Writer(
        sessions, new ConnectionIds(clock), new InHand(Clock.systemUTC()), new Deferred());
  }

  @Test
  void housekeepingGoesOn() throws Exception {
    broken = true;
    waitToBeSent();
    int before = asked.get();
    await().until(() -> asked.get() > before + 1);

    broken = false;

    await().until(() -> tasks() == 1);
  }

  @Test
  void whatIsToBeSentIsTakenUpAgain() throws Exception {
    waitToBeSent();
    AtomicInteger attempts = new AtomicInteger();
    DueWork work =
        new Work() {
          @Override
          public Optional<Instant> send(UUID connection) {
            if (attempts.incrementAndGet() < 3) {
              throw new ExceptionInInitializerError("static");
            }
            return Optional.empty();
          }
        };
    try (TaskRunner runner = database.takeUp(work, List.of(), Duration.ofSeconds(10))) {
      database.look();
      await().until(() -> attempts.get() >= 3);
    }
  }

  private void waitToBeSent() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      UUID id = UUID.randomUUID();
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

  private int tasks() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM scheduled_tasks")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** Work that nobody should ask for. */
  private abstract static class Work implements DueWork {

    @Override
    public void route(QueuedMessage message) {
      throw new UnsupportedOperationException("nothing is routed");
    }

    @Override
    public Optional<Instant> probe(BackendName backend, int probes) {
      throw new UnsupportedOperationException("nothing is down");
    }
  }
}
