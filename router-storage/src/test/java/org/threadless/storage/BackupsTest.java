package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.offline.BackedUp;
import org.threadless.storage.offline.Backups;
import org.threadless.storage.offline.Restored;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

class BackupsTest {

  private static final InstantSource CLOCK = Clock.systemUTC();

  @TempDir private Path folder;
  private final MessageIds ids = new MessageIds();

  @ParameterizedTest
  @ValueSource(strings = {"", ";CIPHER=AES"})
  void whatWasStoredBeforeIsInABackupThatIsMadeWhileMoreIs(String parameters) throws Exception {
    DatabaseSettings settings = settings(parameters);
    Backups backups = Backups.of(settings).orElseThrow();
    Queue<UUID> stored = new ConcurrentLinkedQueue<>();
    AtomicBoolean goesOn = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Database database = Database.open(settings, CLOCK)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        writers.add(threads.submit(() -> store(database, stored, goesOn)));
      }
      for (int round = 0; round < 3; round++) {
        int more = stored.size() + 300;
        await().until(() -> stored.size() > more || writers.stream().anyMatch(Future::isDone));
        for (Future<?> writer : writers) {
          if (writer.isDone()) {
            writer.get();
          }
        }
        Set<UUID> before = new HashSet<>(stored);

        database.copyFile(backups.copy());

        Path zip = folder.resolve("backup-" + round + ".zip");
        BackedUp content = backups.pack(zip);
        backups.removeCopy();
        Set<UUID> kept = restored(zip, parameters, round);
        assertThat(content.messages()).isEqualTo(kept.size());
        assertThat(kept).containsAll(before);
        assertThat(stored.size()).isGreaterThan(before.size());
      }
      goesOn.set(false);
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      goesOn.set(false);
      threads.shutdownNow();
    }
    try (Database again = Database.open(settings, CLOCK)) {
      assertThat(ids(again)).containsAll(stored);
    }
  }

  private void store(Database database, Queue<UUID> stored, AtomicBoolean goesOn) {
    while (goesOn.get()) {
      IncomingMessage message = message();
      try {
        assertThat(database.messages().enqueue(message)).isEmpty();
        stored.add(message.id());
      } catch (StoreUnavailableException e) {
        // Too much to do: answered 503, and not counted.
        Thread.onSpinWait();
      }
    }
  }

  private Set<UUID> restored(Path zip, String parameters, int round) throws SQLException {
    DatabaseSettings other = settings("other-" + round, parameters);
    Backups.of(other).orElseThrow().restore(zip, false);
    try (Database database = Database.open(other, CLOCK)) {
      return ids(database);
    }
  }

  @Test
  void aDatabaseThatNobodyHasOpenIsBackedUpToo() throws Exception {
    DatabaseSettings settings = settings("");
    UUID message = store(settings);
    Path zip = backup(settings);

    Restored restored = Backups.of(settings("other", "")).orElseThrow().restore(zip, false);

    assertThat(restored.content().messages()).isEqualTo(1);
    assertThat(restored.before()).isEmpty();
    assertThat(ids(settings("other", ""))).containsExactly(message);
  }

  @Test
  void aBackupMovesADatabaseAsideIfThatIsSaid() throws Exception {
    DatabaseSettings settings = settings("");
    UUID first = store(settings);
    Path zip = backup(settings);
    UUID second = store(settings);
    Backups backups = Backups.of(settings).orElseThrow();

    assertThatThrownBy(() -> backups.restore(zip, false))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("it is there already; --force moves it aside");
    assertThat(ids(settings)).containsExactlyInAnyOrder(first, second);

    Restored restored = backups.restore(zip, true);

    assertThat(ids(settings)).containsExactly(first);
    String aside = restored.before().orElseThrow().toString().replaceFirst("\\.mv\\.db$", "");
    assertThat(ids(new DatabaseSettings("jdbc:h2:file:" + aside, null, null, null)))
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void nothingIsRestoredUnderARouterThatServes() throws Exception {
    DatabaseSettings settings = settings("");
    store(settings);
    Path zip = backup(settings);
    try (Database database = Database.open(settings, CLOCK)) {
      assertThatThrownBy(() -> Backups.of(settings).orElseThrow().restore(zip, true))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("a router has it open; stop that first");
      assertThat(ids(database)).hasSize(1);
    }
    assertThat(files()).containsExactlyInAnyOrder("router.mv.db", "backup.zip");
  }

  @Test
  void aBackupOfANewerVersionIsRefused() throws Exception {
    DatabaseSettings settings = settings("");
    store(settings);
    try (Connection connection = TestConnection.to(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO router_history (\"installed_rank\", \"version\", \"description\", \"type\","
              + " \"script\", \"installed_by\", \"execution_time\", \"success\") VALUES (1000,"
              + " '1000', 'later', 'SQL', 'V1000__later.sql', 'us', 1, TRUE)");
      connection.commit();
    }
    Path zip = backup(settings);

    assertThatThrownBy(() -> Backups.of(settings("other", "")).orElseThrow().restore(zip, false))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("a newer version of the router has made its tables")
        .hasMessageNotContaining("\n");
    assertThat(files()).containsExactlyInAnyOrder("router.mv.db", "backup.zip");
  }

  @Test
  void whatIsNoBackupIsCalledSo() throws Exception {
    Path text = Files.writeString(folder.resolve("text.zip"), "Dear diary");
    Backups backups = Backups.of(settings("")).orElseThrow();

    assertThatThrownBy(() -> backups.restore(text, false)).hasMessageContaining("it is no zip");
    assertThatThrownBy(() -> backups.restore(folder.resolve("none.zip"), false))
        .hasMessageContaining("there is no such file")
        .hasMessageContaining("none.zip");
    assertThat(files()).containsExactly("text.zip");
  }

  @Test
  void thereIsNothingToBackUpBeforeARouterHasStarted() throws IOException {
    assertThatThrownBy(() -> Backups.of(settings("")).orElseThrow().makeCopy())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("there is no such file yet");
    assertThat(files()).isEmpty();
  }

  @Test
  void aCopyThatAKilledBackupHasLeftIsRemoved() throws Exception {
    Backups backups = Backups.of(settings("")).orElseThrow();
    Path left = Files.createFile(folder.resolve("router.backup-999999999.mv.db"));
    Path mine = Files.createFile(backups.copy());
    Path other = Files.createFile(folder.resolve("another.backup-999999999.mv.db"));

    backups.removeLeft();

    assertThat(left).doesNotExist();
    assertThat(mine).exists();
    assertThat(other).exists();
  }

  private Path backup(DatabaseSettings settings) {
    Backups backups = Backups.of(settings).orElseThrow();
    Path zip = folder.resolve("backup.zip");
    backups.makeCopy();
    backups.pack(zip);
    backups.removeCopy();
    return zip;
  }

  private UUID store(DatabaseSettings settings) {
    try (Database database = Database.open(settings, CLOCK)) {
      IncomingMessage message = message();
      assertThat(database.messages().enqueue(message)).isEmpty();
      return message.id();
    }
  }

  private IncomingMessage message() {
    ReceivedMessage received =
        ReceivedMessage.of(
            org.threadless.router.message.Connection.of("public", UUID.randomUUID().toString()),
            "hello");
    return new IncomingMessage(
        ids.next(), received, Instant.now(), new Outbox(ids, CLOCK, backend -> {}));
  }

  private static Set<UUID> ids(DatabaseSettings settings) throws SQLException {
    try (Database database = Database.open(settings, CLOCK)) {
      return ids(database);
    }
  }

  private static Set<UUID> ids(Database database) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM message")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private DatabaseSettings settings(String parameters) {
    return settings("router", parameters);
  }

  private DatabaseSettings settings(String name, String parameters) {
    Secret password = parameters.isEmpty() ? null : new Secret("file user");
    return new DatabaseSettings(
        "jdbc:h2:file:" + folder.resolve(name) + parameters, null, password, null);
  }
}
