package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.pool.DatabaseSettings;

class CompactionTest {

  private static final int ROWS = 20_000;

  @TempDir private Path folder;

  @Test
  void aFileThatHasGrownIsSmallAgainAndHasAllThatWasStored() throws Exception {
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      Path file = folder.resolve("router.mv.db");
      // With the only connection, so that the file does not become smaller before it is large.
      try (Connection connection = database.dataSource().getConnection()) {
        fill(connection);
        while (Files.size(file) < 2 * Compaction.FLOOR) {
          change(connection);
        }
      }

      await()
          .untilAsserted(
              () -> assertThat(Files.size(file)).isLessThanOrEqualTo(Compaction.FLOOR * 5 / 4));

      assertThat(TestConnection.count(database, "grown")).isEqualTo(ROWS);
    }
    try (Database again = Database.open(settings(), Clock.systemUTC())) {
      assertThat(TestConnection.count(again, "grown")).isEqualTo(ROWS);
    }
  }

  private DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
  }

  private static void fill(Connection connection) throws SQLException {
    execute(
        connection,
        "CREATE TABLE grown (id INT PRIMARY KEY, n INT NOT NULL, text VARCHAR)",
        "CREATE INDEX grown_n ON grown (n)",
        "INSERT INTO grown SELECT x, x, repeat('hello ', 10) FROM system_range(1, "
            + ROWS
            + ") AS numbers (x)");
  }

  // Here and there, as messages of many phones do; each is a commit.
  private static void change(Connection connection) throws SQLException {
    execute(connection, "UPDATE grown SET n = n + 1 WHERE mod(id, 50) = 0");
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
        connection.commit();
      }
    }
  }
}
