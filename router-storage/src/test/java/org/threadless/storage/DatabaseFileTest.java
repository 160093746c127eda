package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.dialect.SqlFailures;
import org.threadless.storage.file.DatabaseFile;
import org.threadless.storage.node.Leases;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.session.AppConnections;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.write.Batch;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Events;

/** The folder of an embedded database is moved away from under it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "does not let an open file be moved")
class DatabaseFileTest {

  private static final Connection ALICE = Connection.of("public", "alice");

  /** Writes something. */
  interface WritingMapper {
    @Update("UPDATE node SET beats = beats")
    void write();
  }

  @TempDir private Path temp;

  private final MessageIds ids = new MessageIds();
  private final InstantSource clock = Clock.systemUTC();
  private Path data;
  private Path elsewhere;
  private Database database;

  @BeforeEach
  void open() {
    data = temp.resolve("data");
    elsewhere = temp.resolve("elsewhere");
    database = reopened();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Database reopened() {
    return Database.open(
        new DatabaseSettings("jdbc:h2:file:" + data.resolve("router"), null, null, null), clock);
  }

  @Test
  void nothingIsStoredWhileTheFolderIsAwayAndAllGoesOnWhenItIsBack() throws IOException {
    Files.move(data, elsewhere);

    assertUnavailable(this::store);
    assertUnavailable(this::claim);
    assertUnavailable(this::write);
    assertUnavailable(() -> database.backlog().waiting());

    Files.move(elsewhere, data);
    store();

    assertThat(database.messages().conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void whatIsCommittedWhenTheFolderHasGoneIsNotTakenForStored() throws IOException {
    try (UnitOfWork work = database.messages().begin()) {
      write();
      Files.move(data, elsewhere);
      assertUnavailable(() -> work.commit(routed()));
    }
  }

  @Test
  void whatIsCommittedTogetherWhenTheFolderHasGoneMayBeStoredAndThenWaits() throws Exception {
    IncomingMessage message = message(ReceivedMessage.of(ALICE, "hello").withExternalId("7"));
    Sessions sessions =
        new Sessions(
            database.dataSource(),
            database.dialect(),
            true,
            file(),
            AppConnections.all(),
            RouterMappers.ALL);
    List<UUID> waiting = new ArrayList<>();
    Batch batch =
        new Batch(
            new ConnectionIds(false, 1, clock),
            new Leases(clock),
            true,
            waiting::add,
            new Events(),
            new Counting(new Observers()));
    try (SqlSession session = sessions.open(sessions.transaction())) {
      assertThat(session.getConnection().isClosed()).isFalse();
      Files.move(data, elsewhere);

      assertUnavailable(() -> batch.commit(List.of(new Changes().claim(message, 1)), session));
    }

    assertThat(waiting).containsExactly(message.id());
  }

  private DatabaseFile file() {
    try {
      return DatabaseFile.opened("jdbc:h2:file:" + data.resolve("router"));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFolderThatIsRemovedIsUnavailableToo() throws IOException {
    Files.delete(data.resolve("router.mv.db"));
    Files.delete(data);

    assertUnavailable(this::store);
  }

  @Test
  void anotherFileInItsPlaceIsNotTakenForIt() throws IOException {
    Files.move(data, elsewhere);
    Files.createDirectories(data);
    Files.copy(elsewhere.resolve("router.mv.db"), data.resolve("router.mv.db"));

    assertUnavailable(this::store);
  }

  @Test
  void afterARestartTheFolderIsMadeAnew() throws IOException {
    Files.move(data, elsewhere);
    assertUnavailable(this::store);

    database.close();
    database = reopened();
    store();

    assertThat(database.messages().conversation(ALICE, 10)).hasSize(1);
  }

  @Test
  void theLogSaysOnceWhatHappenedAndWhatToDo() throws IOException {
    try (StoreWarnings log = StoreWarnings.of(DatabaseTrouble.class)) {
      Files.move(data, elsewhere);

      await().until(() -> !log.lines().isEmpty());

      assertThat(log.lines())
          .containsExactly(
              "ERROR the database cannot be used now: the file "
                  + data.resolve("router.mv.db")
                  + " is gone; put back the folder with the one that was there, or restart the"
                  + " router, which then uses what is there");
    }
  }

  private static void assertUnavailable(Runnable work) {
    assertThatThrownBy(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                throw SqlFailures.translate(e);
              }
            })
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("router.mv.db");
  }

  private void store() {
    try (UnitOfWork work = database.messages().begin()) {
      work.commit(routed());
    }
  }

  private void claim() {
    database.messages().claim(message(ReceivedMessage.of(ALICE, "hello").withExternalId("7")));
  }

  /** Writes as an app does. */
  private void write() {
    WritingMapper mapper =
        (WritingMapper)
            database.mappers().make(List.of(WritingMapper.class)).get(WritingMapper.class);
    mapper.write();
  }

  private Routed routed() {
    return new Routed(
        message(ReceivedMessage.of(ALICE, "hello")), IncomingStatus.HANDLED, List.of(), List.of());
  }

  private IncomingMessage message(ReceivedMessage received) {
    return new IncomingMessage(
        ids.next(), received, clock.instant(), new Outbox(ids, clock, backend -> {}));
  }
}
