package org.threadless.storage.node;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The nodes that work on a database, for who has not joined them, nor may: its tables may be those
 * of another version.
 */
public final class OtherNodes {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private OtherNodes() {}

  /**
   * Returns whether one is alive. Takes as long as it takes to be sure: until one beats, or until
   * none has for as long as makes it dead.
   */
  public static boolean isAnyAlive(Connection connection) throws SQLException {
    if (!hasTable(connection)) {
      return false;
    }
    Map<Integer, Long> before = beats(connection);
    long end = System.nanoTime() + Node.DEAD_AFTER.toNanos();
    while (!before.isEmpty() && System.nanoTime() < end) {
      sleep();
      for (Map.Entry<Integer, Long> now : beats(connection).entrySet()) {
        if (!now.getValue().equals(before.get(now.getKey()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasTable(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "node", null)) {
      return tables.next();
    }
  }

  /** Returns how often each has shown that it is alive, but for those that are known to be gone. */
  private static Map<Integer, Long> beats(Connection connection) throws SQLException {
    Map<Integer, Long> beats = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name, beats FROM node")) {
      while (rows.next()) {
        if (!ThisProcess.isGone(rows.getString("name"))) {
          beats.put(rows.getInt("id"), rows.getLong("beats"));
        }
      }
    }
    return beats;
  }

  private static void sleep() throws SQLException {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }
}
