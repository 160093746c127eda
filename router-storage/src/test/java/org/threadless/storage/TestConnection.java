package org.threadless.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.pool.DatabaseSettings;

/** A test's own way into a database, beside the connections of the router. */
final class TestConnection {

  private TestConnection() {}

  static Connection to(DatabaseSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            Dialect.of(settings.url()).completeUrl(),
            settings.user(),
            settings.password().reveal());
    connection.setAutoCommit(false);
    return connection;
  }

  /** Runs statements in one transaction. */
  static void execute(DatabaseSettings settings, String... statements) throws SQLException {
    try (Connection connection = to(settings);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        boolean unused = statement.execute(each);
      }
      connection.commit();
    }
  }

  /** Returns what a query finds, each row with {@code |} between its columns. */
  static List<String> rows(DatabaseSettings settings, String query) throws SQLException {
    try (Connection connection = to(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row(rows));
      }
      return found;
    }
  }

  /** Returns how many rows a table has, by the router's own connections. */
  static int count(Database database, String table) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String row(ResultSet rows) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      cells.add(String.valueOf(rows.getString(i)));
    }
    return String.join("|", cells);
  }
}
