package org.threadless.storage.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A table that tests write to, each line in a commit of its own. */
final class Lines {

  private Lines() {}

  static void write(EmbeddedH2 database, int count) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS line (text VARCHAR)");
      for (int i = 0; i < count; i++) {
        statement.execute("INSERT INTO line VALUES ('hello')");
      }
    }
  }

  static int count(EmbeddedH2 database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM line")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
