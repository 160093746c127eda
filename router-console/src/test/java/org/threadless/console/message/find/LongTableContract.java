package org.threadless.console.message.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** A table of very many messages goes out of each database, and little of it is in memory. */
@Tag("long")
@Timeout(1200)
abstract class LongTableContract {

  // Four minutes for -Dtable.rows=1000000.
  private static final int MANY = Integer.getInteger("table.rows", 100_000);
  private static final int LOOKED_EVERY = 20_000;
  private static final long MOST_MORE = 32L * 1024 * 1024;

  /** Returns the settings of a database that is empty. */
  abstract DatabaseSettings settings() throws IOException;

  @Test
  void manyRowsAreWrittenInConstantMemory() throws SQLException, IOException {
    try (Database database = Database.open(settings(), Clock.systemUTC())) {
      fill(database);
      CountedRows rows = new CountedRows();

      new FoundTable(database.history(), MessageQuery.builder().build()).write(rows);

      assertThat(rows.count).isEqualTo(MANY + 1);
      assertThat(rows.highest - rows.lowest).as("bytes in memory").isLessThan(MOST_MORE);
    }
  }

  private static void fill(Database database) throws SQLException {
    UUID connectionId = UUID.randomUUID();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      int one =
          statement.executeUpdate(
              "INSERT INTO connection (id, backend, identity, created_at) VALUES ('"
                  + connectionId
                  + "', 'test', '+254700111222', CURRENT_TIMESTAMP)");
      assertThat(one).isOne();
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO message (id, connection_id, backend, direction, status, text,"
                  + " created_at, updated_at) VALUES (?, ?, 'test', 'IN', 'HANDLED', ?,"
                  + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")) {
        insert(insert, connectionId);
      }
    }
  }

  private static void insert(PreparedStatement insert, UUID connectionId) throws SQLException {
    UUID first = MessageIds.firstOf(Instant.now().minusSeconds(86_400));
    for (int i = 0; i < MANY; i++) {
      insert.setObject(
          1, new UUID(first.getMostSignificantBits() + ((long) i << 16), 0x8000000000000000L | i));
      insert.setObject(2, connectionId);
      insert.setString(3, "message number " + i + ", which says a little more than that");
      insert.addBatch();
      if (i % 1000 == 999) {
        int[] unused = insert.executeBatch();
        insert.getConnection().commit();
      }
    }
  }

  /** Counts the rows, and looks now and then how much is in memory. */
  private static final class CountedRows extends Writer {

    private int count;
    private long lowest = Long.MAX_VALUE;
    private long highest;

    @Override
    public void write(char[] characters, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (characters[i] == '\n' && ++count % LOOKED_EVERY == 0) {
          look();
        }
      }
    }

    // What is left when all that nobody needs is gone.
    private void look() {
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      lowest = Math.min(lowest, used);
      highest = Math.max(highest, used);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
