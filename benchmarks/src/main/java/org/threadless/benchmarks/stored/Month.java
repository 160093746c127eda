package org.threadless.benchmarks.stored;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.router.message.MessageIds;

/** Fills a database with what a router would have stored in the last 30 days, evenly. */
final class Month {

  static final Duration LENGTH = Duration.ofDays(30);

  /** How many connections each of the backends has. */
  static final int CONNECTIONS = 10_000;

  private static final String[] BACKENDS = {"inline", "gateway", "other"};
  private static final int AT_A_TIME = 2000;
  private static final UUID NONE = new UUID(0, 0);

  private final BenchmarkDatabase store;
  private final int messages;
  private final Instant from;
  private final Map<Count, Long> counts = new HashMap<>();

  private record Count(Instant hour, String backend, String direction, String status) {}

  Month(BenchmarkDatabase store, int messages) {
    this.store = store;
    this.messages = messages;
    this.from = Instant.now().minus(LENGTH);
  }

  /** Returns the identity of a connection. */
  static String identity(int number) {
    return Integer.toString(1_000_000 + number);
  }

  void fill() throws SQLException {
    store.makeTables();
    try (Connection connection = store.connect()) {
      connection.setAutoCommit(false);
      fillConnections(connection);
      try (PreparedStatement message =
              connection.prepareStatement(
                  "INSERT INTO message (id, connection_id, backend, direction, status, text, reason,"
                      + " created_at, updated_at, app) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
          PreparedStatement failed =
              connection.prepareStatement("INSERT INTO failed_message VALUES (?)")) {
        for (int i = 0; i < messages; i++) {
          add(i, message, failed);
          if (i % AT_A_TIME == AT_A_TIME - 1 || i == messages - 1) {
            message.executeBatch();
            failed.executeBatch();
            connection.commit();
          }
        }
      }
      fillCounts(connection);
      connection.createStatement().execute("ANALYZE");
      connection.commit();
    }
  }

  private static UUID connection(int backend, int number) {
    return new UUID(0x0000_0000_0000_7000L, 0x8000_0000_0000_0000L | backend << 20 | number);
  }

  private static void fillConnections(Connection connection) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO connection VALUES (?, ?, ?, CURRENT_TIMESTAMP)")) {
      for (int backend = 0; backend < BACKENDS.length; backend++) {
        for (int i = 0; i < CONNECTIONS; i++) {
          row.setObject(1, connection(backend, i));
          row.setString(2, BACKENDS[backend]);
          row.setString(3, identity(i));
          row.addBatch();
        }
        row.executeBatch();
      }
    }
    connection.commit();
  }

  // Each incoming message has its answer after it; one of a thousand answers has failed, and one of
  // ten thousand messages was filtered.
  private void add(int number, PreparedStatement message, PreparedStatement failed)
      throws SQLException {
    boolean in = number % 2 == 0;
    int exchange = number / 2;
    int backend = exchange % BACKENDS.length;
    Instant at = from.plusMillis(LENGTH.toMillis() * number / messages);
    UUID first = MessageIds.firstOf(at);
    UUID id = new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() | number);
    boolean fails = !in && exchange % 1000 == 999;
    String status =
        in ? exchange % 10_000 == 9999 ? "FILTERED" : "HANDLED" : fails ? "FAILED" : "SENT";
    message.setObject(1, id);
    message.setObject(2, connection(backend, exchange % CONNECTIONS));
    message.setString(3, BACKENDS[backend]);
    message.setString(4, in ? "IN" : "OUT");
    message.setString(5, status);
    message.setString(6, (in ? "echo visit " : "visit ") + exchange + " at the clinic of Kisumu");
    message.setString(7, fails ? "HTTP 400: no such number" : null);
    message.setTimestamp(8, Timestamp.from(at));
    message.setTimestamp(9, Timestamp.from(at));
    message.setString(10, exchange % 100 == 99 ? "register" : "echo");
    message.addBatch();
    if (fails) {
      failed.setObject(1, id);
      failed.addBatch();
    }
    Count count =
        new Count(at.truncatedTo(ChronoUnit.HOURS), BACKENDS[backend], in ? "IN" : "OUT", status);
    counts.merge(count, 1L, Long::sum);
  }

  private void fillCounts(Connection connection) throws SQLException {
    try (PreparedStatement row =
            connection.prepareStatement("INSERT INTO hourly_count VALUES (?, ?, ?, ?, ?)");
        PreparedStatement counted =
            connection.prepareStatement("UPDATE counting SET counted_after = ?")) {
      for (Map.Entry<Count, Long> each : counts.entrySet()) {
        row.setTimestamp(1, Timestamp.from(each.getKey().hour()));
        row.setString(2, each.getKey().backend());
        row.setString(3, each.getKey().direction());
        row.setString(4, each.getKey().status());
        row.setLong(5, each.getValue());
        row.addBatch();
      }
      row.executeBatch();
      counted.setObject(1, NONE);
      counted.executeUpdate();
    }
  }
}
