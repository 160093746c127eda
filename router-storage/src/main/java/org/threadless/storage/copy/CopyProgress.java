package org.threadless.storage.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How far a copy has come, kept in the database that is copied to: what it says is committed with
 * the rows that it speaks of. While it is there, no router starts on that database.
 */
public final class CopyProgress {

  /** The table that it is kept in. */
  public static final String TABLE = "router_copy";

  // The name of no table.
  private static final String SOURCE = "";

  private final Connection connection;

  CopyProgress(Connection connection) {
    this.connection = connection;
  }

  /** Returns where a copy that is not at its end comes from; empty where there is none. */
  static Optional<String> source(Connection connection) throws SQLException {
    if (!isThere(connection)) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT source FROM " + TABLE + " WHERE table_name = ''")) {
      return Optional.of(row.next() ? row.getString(1) : "");
    }
  }

  /** Returns whether a copy into this database is not at its end. */
  public static boolean isThere(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), TABLE, null)) {
      return tables.next();
    }
  }

  /** Begins one. The caller commits. */
  void begin(String source) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused =
          statement.execute(
              "CREATE TABLE "
                  + TABLE
                  + " (table_name VARCHAR(200) PRIMARY KEY, copied_rows BIGINT NOT NULL,"
                  + " source VARCHAR)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, 0, ?)")) {
      insert.setString(1, SOURCE);
      insert.setString(2, source);
      insert.executeUpdate();
    }
  }

  /** Returns how many rows of a table are copied, the first ones of its order. */
  long copied(String table) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT copied_rows FROM " + TABLE + " WHERE table_name = ?")) {
      select.setString(1, table);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  /** Keeps how many are, with the rows themselves. The caller commits. */
  void keep(String table, long rows) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE " + TABLE + " SET copied_rows = ? WHERE table_name = ?")) {
      update.setLong(1, rows);
      update.setString(2, table);
      if (update.executeUpdate() > 0) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?, NULL)")) {
      insert.setString(1, table);
      insert.setLong(2, rows);
      insert.executeUpdate();
    }
  }

  /** Ends it. The caller commits. */
  void end() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute("DROP TABLE " + TABLE);
    }
  }
}
