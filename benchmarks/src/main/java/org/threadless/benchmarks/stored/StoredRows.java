package org.threadless.benchmarks.stored;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.threadless.benchmarks.server.BenchmarkDatabase;

/** Fills a database with what a router would have stored in years. */
final class StoredRows {

  /** When the first of what is scheduled is due; the others follow, one a second. */
  static final Instant FIRST_DUE = Instant.parse("2100-01-01T00:00:00Z");

  private static final int CHUNK = 100_000;

  private StoredRows() {}

  /** Stores so many connections of a backend, and so many messages that they take turns with. */
  static void fill(BenchmarkDatabase store, String backend, int connections, int messages)
      throws SQLException {
    fill(store, backend, connections, messages, "'IN', 'HANDLED'");
  }

  /** The same of messages that are not to be sent before a time. */
  static void schedule(BenchmarkDatabase store, String backend, int connections, int messages)
      throws SQLException {
    fill(store, backend, connections, messages, "'OUT', 'QUEUED'");
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO scheduled (message_id, due) SELECT "
              + uuid("n")
              + ", CAST('"
              + FIRST_DUE
              + "' AS TIMESTAMP WITH TIME ZONE) + (n + 1) * INTERVAL '1' SECOND FROM ("
              + series(store)
              + "(0, "
              + (messages - 1)
              + ")) s");
      // As PostgreSQL does by itself before long.
      statement.execute("ANALYZE");
    }
  }

  private static String series(BenchmarkDatabase store) {
    return store.isH2()
        ? "SELECT \"X\" AS n FROM system_range"
        : "SELECT generate_series AS n FROM generate_series";
  }

  private static void fill(
      BenchmarkDatabase store, String backend, int connections, int messages, String kind)
      throws SQLException {
    store.makeTables();
    String series = series(store);
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
                + "', "
                + kind
                + ", 'echo hello', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
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
