package org.threadless.distribution.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.threadless.testrig.Ports;

/**
 * The database of a run, and a way into it besides the router's.
 *
 * @param settings the lines below {@code database} in the configuration
 * @param url where it is read
 * @param user who reads it
 */
record CrashDatabase(String settings, String url, String user) {

  // As the router itself opens it.
  private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE";

  // H2 writes over what it no longer needs after a second, not after its 45: what goes wrong there
  // (docs/adr/0007) is seen within a few kills.
  private static final String SOON_OVERWRITTEN = ";RETENTION_TIME=1000";

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** H2 in a file; it is read when the router has ended. */
  static CrashDatabase h2(Path folder) {
    return h2(folder, SOON_OVERWRITTEN);
  }

  /** The same with other options of the router's. */
  static CrashDatabase h2(Path folder, String options) {
    String url = "jdbc:h2:file:" + folder.resolve("data/router");
    return new CrashDatabase("url: '" + url + options + "'", url + H2_OPTIONS, "");
  }

  /** Starts a PostgreSQL that bears slow machines. */
  static EmbeddedPostgres startPostgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(Ports.free())
        .setPGStartupWait(Duration.ofMinutes(2))
        .start();
  }

  static CrashDatabase postgres(EmbeddedPostgres postgres) {
    return postgres(postgres.getJdbcUrl("postgres", "postgres"));
  }

  static CrashDatabase postgres(String url) {
    return new CrashDatabase("url: '" + url + "', user: postgres", url, "postgres");
  }

  /** Returns what a query finds. */
  <T> List<T> read(String query, Row<T> row) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(row.read(rows));
      }
    }
    return found;
  }

  /** Returns how many messages are for later. */
  int scheduled() throws SQLException {
    return read("SELECT count(*) FROM scheduled", rows -> rows.getInt(1)).get(0);
  }

  /** Returns what waits and what nodes know of it, for whoever has to find out why. */
  String leftovers() throws SQLException {
    StringBuilder text = new StringBuilder();
    for (String table : List.of("node", "waiting_turn", "waiting")) {
      text.append(dump("SELECT '" + table + "', t.* FROM " + table + " t"));
    }
    return text.toString();
  }

  /** Returns what a query finds, in lines. */
  String dump(String query) throws SQLException {
    return String.join("", read(query, CrashDatabase::line));
  }

  private static String line(ResultSet rows) throws SQLException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      text.append(rows.getString(i)).append(' ');
    }
    return text.append('\n').toString();
  }
}
