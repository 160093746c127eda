package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.keep.KeepPeriod;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.pool.DatabaseSettings;

/** What deleting old messages does to the file of an embedded H2. */
class KeptFileTest {

  private static final int MESSAGES = 60_000;
  private static final int LOT = 5_000;
  private static final Optional<KeepPeriod> EVER = Optional.empty();

  @TempDir private Path folder;

  @Test
  void theFileIsSmallAgainWhenOldMessagesAreDeletedAndItsSpaceIsUsedAgain() throws Exception {
    Path file = folder.resolve("router.mv.db");
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
    KeepSettings keep =
        new KeepSettings(EVER, EVER, EVER, EVER, Optional.of(KeepPeriod.valueOf("1y")), EVER);
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      fill(database);
      long full = Files.size(file);
      assertThat(full).isGreaterThan(Compaction.FLOOR);

      database.keeping(keep).run();

      assertThat(TestConnection.count(database, "message")).isZero();
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> assertThat(Files.size(file)).isLessThanOrEqualTo(Compaction.FLOOR * 5 / 4));
      fill(database);
      assertThat(Files.size(file)).isLessThan(2 * full);
    }
  }

  /** Stores messages of the year 2019, as their ids tell. */
  private static void fill(Database database) throws SQLException {
    String id = "CAST('016a0000-0000-7000-8002-' || LPAD(CAST(x AS VARCHAR), 12, '0') AS UUID)";
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int done = 0; done < MESSAGES; done += LOT) {
        statement.execute(
            ("INSERT INTO message (id, connection_id, backend, direction, status, text, created_at,"
                    + " updated_at) SELECT "
                    + id
                    + ", "
                    + id
                    + ", 'public', 'IN', 'HANDLED', RPAD('visit ' || x, 2000, RANDOM_UUID()),"
                    + " TIMESTAMP WITH TIME ZONE '2019-04-08 00:00:00+00',"
                    + " TIMESTAMP WITH TIME ZONE '2019-04-08 00:00:00+00' FROM system_range(%d, %d)"
                    + " AS numbers (x)")
                .formatted(done + 1, done + LOT));
        connection.commit();
      }
    }
  }
}
