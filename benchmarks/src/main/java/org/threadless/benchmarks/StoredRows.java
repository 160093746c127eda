package org.threadless.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a database with what a router would have stored in years. */
final class StoredRows {

  private static final int CHUNK = 100_000;

  private StoredRows() {}

  /** Stores so many connections of a backend, and so many messages that they take turns with. */
  static void fill(BenchmarkDatabase store, String backend, int connections, int messages)
      throws SQLException {
    store.makeTables();
    String series =
        store.isH2()
            ? "SELECT \"X\" AS n FROM system_range"
            : "SELECT generate_series AS n FROM generate_series";
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement()) {
      // Ids that look as old as the rows are: version 7, with the number in the place of the time.
      statement.execute(
          "INSERT INTO connection SELECT "
              + uuid("n")
              + ", '"
              + backend
              + "', CAST(1000000 + n AS VARCHAR), CURRENT_TIMESTAMP FROM ("
              + series
              + "(0, "
              + (connections - 1)
              + ")) s");
      for (int done = 0; done < messages; done += CHUNK) {
        int last = Math.min(messages, done + CHUNK) - 1;
        statement.execute(
            "INSERT INTO message (id, connection_id, backend, direction, status, text, created_at,"
                + " updated_at) SELECT "
                + uuid("n")
                + ", "
                + uuid("MOD(n, " + connections + ")")
                + ", '"
                + backend
                + "', 'IN', 'HANDLED', 'echo hello', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                + " FROM ("
                + series
                + "("
                + done
                + ", "
                + last
                + ")) s");
      }
    }
  }

  private static String uuid(String number) {
    return "CAST('00000000-0000-7000-8000-' || LPAD(CAST("
        + number
        + " AS VARCHAR), 12, '0') AS UUID)";
  }
}
