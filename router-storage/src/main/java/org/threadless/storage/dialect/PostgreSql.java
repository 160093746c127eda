package org.threadless.storage.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * PostgreSQL, at the other end of a connection.
 *
 * @param url as it is configured
 */
record PostgreSql(String url) implements Dialect {

  // PostgreSQL keeps the plan of a statement that is run often. One made while tables are small
  // reads them whole, and would go on to when they are not: with messages by the thousand waiting,
  // each statement took milliseconds. What has no index is read whole as before. A bitmap has lost
  // the order of its index: the newest of a connection are then found by reading all that it has,
  // where PostgreSQL takes it for an average one.
  private static final String PLANS = plans("SET", "off", "off");
  // An app that asks for a commit which does not wait for the disk asks for the message's as well.
  private static final String OWN_PLANS =
      plans("SET LOCAL", "off", "off") + "; SET synchronous_commit = DEFAULT";
  private static final String PLANS_OF_APPS = plans("SET LOCAL", "on", "DEFAULT");

  private static final String FORGETTING =
      """
      SELECT string_agg(name || ' = off', ' and ' ORDER BY name) FROM pg_settings
      WHERE setting = 'off' AND name IN ('fsync', 'full_page_writes', 'synchronous_commit')
      """;

  // Whoever has waited for a lock for so long has gone, an app as well: without this its connection
  // would stay in the database for as long as the lock does, and in a while none would be left.
  private static final String LOCKS = "; SET lock_timeout = '30s'";

  // The router's own statements are small: less than the two seconds after which it answers 503.
  private static final int OWN_MILLIS = 1500;

  // An app may ask the database for more.
  private static final int APP_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  private static String plans(String set, String scans, String jit) {
    return "%1$s enable_seqscan = %2$s; %1$s enable_bitmapscan = %2$s; %1$s jit = %3$s"
        .formatted(set, scans, jit);
  }

  @Override
  public String completeUrl() {
    return url;
  }

  @Override
  public String driver() {
    return "org.postgresql.Driver";
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }

  @Override
  public String urlOf(Path file) {
    throw new IllegalStateException("it is in no file");
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  @Override
  public Optional<DataSource> embedded(String user, String password, Runnable closed) {
    return Optional.empty();
  }

  @Override
  public String databaseId() {
    return "postgresql";
  }

  // Seconds; the pool makes connections in the background. The detail of an error has whole rows in
  // it, and with them what people have written: that is not for a log.
  @Override
  public Map<String, String> properties() {
    return Map.of(
        "connectTimeout",
        "2",
        "socketTimeout",
        "10",
        "tcpKeepAlive",
        "true",
        "logServerErrorDetail",
        "false");
  }

  @Override
  public String beginning() {
    return PLANS + LOCKS;
  }

  @Override
  public String beginningOfReaders() {
    return PLANS + "; SET statement_timeout = '1s'";
  }

  @Override
  public Optional<String> forgetting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FORGETTING)) {
      String off = rows.next() ? rows.getString(1) : null;
      return Optional.ofNullable(off)
          .map(
              names ->
                  "with "
                      + names
                      + " PostgreSQL loses messages that were answered 200 when it, or its machine,"
                      + " goes down; let that be on");
    }
  }

  @Override
  public boolean preparesTurns() {
    return true;
  }

  @Override
  public void limit(Connection connection, boolean app) throws SQLException {
    // Cheap: it changes the time-out of the socket and asks the database nothing.
    connection.setNetworkTimeout(Runnable::run, app ? APP_MILLIS : OWN_MILLIS);
  }

  @Override
  public void relax(Connection connection) throws SQLException {
    execute("SET LOCAL synchronous_commit = off", connection);
  }

  @Override
  public void plan(Connection connection, boolean app) throws SQLException {
    execute(app ? PLANS_OF_APPS : OWN_PLANS, connection);
  }

  @Override
  public Map<String, String> propertiesOfCopies() {
    return Map.of("connectTimeout", "10", "tcpKeepAlive", "true", "reWriteBatchedInserts", "true");
  }

  // How far a copy has come is committed with it, so a crash of the database loses both.
  @Override
  public String beginningOfCopies() {
    return "SET synchronous_commit = off";
  }

  @Override
  public long nextNumber(Connection connection, String table, String name) throws SQLException {
    String sequence = sequence(connection, table, name);
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM "
                    + sequence)) {
      return row.next() ? row.getLong(1) : 1;
    }
  }

  @Override
  public void countFrom(Connection connection, String table, String name, long next)
      throws SQLException {
    execute(
        "ALTER SEQUENCE " + sequence(connection, table, name) + " RESTART WITH " + next,
        connection);
  }

  private static String sequence(Connection connection, String table, String name)
      throws SQLException {
    if (table == null) {
      return quoted(name);
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_get_serial_sequence(?, ?)")) {
      statement.setString(1, quoted(table));
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : quoted(name);
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void execute(String setting, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(setting);
    }
  }

  /** Stopped or cut off; after a change of servers, one that does not write. */
  static boolean isFatal(String state) {
    return state.startsWith("57P") || state.startsWith("25P") || state.equals("25006");
  }
}
