package org.threadless.storage.dialect;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.mvstore.MVStoreException;

/**
 * H2, in this process.
 *
 * @param url as it is configured
 */
record H2(String url) implements Dialect {

  // org.h2.api.ErrorCode
  static final int OBJECT_CLOSED = 90007;

  private static final String PREFIX = "jdbc:h2:";

  // A file name after jdbc:h2: and ways of reaching it, up to the first parameter. A scheme has two
  // letters or more; one is a drive of Windows.
  private static final Pattern FILE =
      Pattern.compile(
          "jdbc:h2:(?:(?:file|async|nioMapped|retry):)*(?![a-zA-Z0-9+.-]{2,}:)([^;]+).*");

  private static final String WRITE_DELAY =
      "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'";

  /**
   * {@inheritDoc}
   *
   * <p>{@code WRITE_DELAY=0}: with H2's default of 500 ms, commits that were acknowledged are lost
   * when the process is killed. {@code MODE=PostgreSQL} makes it take the same SQL. {@code
   * TRACE_LEVEL_FILE=0}: where H2 cannot write the file of its trace, as in a folder that is not
   * ours, it prints stack traces; what it has to say comes as an exception anyway. {@code
   * QUERY_CACHE_SIZE=128}: a connection remembers as many statements, and so parses each of ours
   * once; its default is 8.
   */
  @Override
  public String completeUrl() {
    String complete = with(url, "WRITE_DELAY", "0");
    complete = with(complete, "DB_CLOSE_ON_EXIT", "FALSE");
    complete = with(complete, "MODE", "PostgreSQL");
    complete = with(complete, "TRACE_LEVEL_FILE", "0");
    complete = with(complete, "QUERY_CACHE_SIZE", "128");
    return with(complete, "DATABASE_TO_LOWER", "TRUE");
  }

  private static String with(String url, String key, String value) {
    return isSet(url, key + "=") ? url : url + ";" + key + "=" + value;
  }

  private static boolean isSet(String url, String parameter) {
    return url.toUpperCase(Locale.ROOT).contains(";" + parameter);
  }

  @Override
  public String driver() {
    return "org.h2.Driver";
  }

  /** {@inheritDoc} Empty also for such as H2 reaches through a scheme of its own. */
  @Override
  public Optional<Path> file() {
    Matcher matcher = FILE.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    String absolute =
        name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
    return Optional.of(Path.of(absolute + ".mv.db").toAbsolutePath());
  }

  @Override
  public String urlOf(Path file) {
    Matcher matcher = FILE.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalStateException("it is in no file");
    }
    String name = file.toAbsolutePath().toString().replaceFirst("\\.mv\\.db$", "");
    return url.substring(0, matcher.start(1)) + name + url.substring(matcher.end(1));
  }

  @Override
  public boolean isExclusive() {
    String path = url.substring(PREFIX.length());
    boolean shared = path.startsWith("tcp:") || path.startsWith("ssl:") || path.startsWith("mem:");
    return !shared && !isSet(url, "AUTO_SERVER=TRUE");
  }

  @Override
  public Optional<DataSource> embedded(String user, String password, Runnable closed) {
    return Optional.of(new EmbeddedH2(completeUrl(), user, password, closed));
  }

  @Override
  public String databaseId() {
    return "h2";
  }

  @Override
  public Map<String, String> properties() {
    return Map.of();
  }

  @Override
  public String beginning() {
    return null;
  }

  @Override
  public String beginningOfReaders() {
    return "SET QUERY_TIMEOUT 1000";
  }

  // As it is: a URL can set it, what the URL begins with (INIT), and a server.
  @Override
  public Optional<String> forgetting(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(WRITE_DELAY)) {
      String delay = rows.next() ? rows.getString(1) : "0";
      return delay.equals("0")
          ? Optional.empty()
          : Optional.of(
              "WRITE_DELAY is "
                  + delay
                  + ": messages of as many milliseconds that were answered 200 are lost when the"
                  + " process is killed; let it be 0");
    }
  }

  @Override
  public boolean preparesTurns() {
    return false;
  }

  @Override
  public void limit(Connection connection, boolean app) {
    // It cannot hang by itself.
  }

  @Override
  public void relax(Connection connection) {
    // It writes all commits alike.
  }

  @Override
  public void plan(Connection connection, boolean app) {
    // It makes no plans for later.
  }

  @Override
  public Map<String, String> propertiesOfCopies() {
    return Map.of();
  }

  // Rows come as they are read; by itself it would gather all of them first.
  @Override
  public String beginningOfCopies() {
    return "SET LAZY_QUERY_EXECUTION 1";
  }

  @Override
  public long nextNumber(Connection connection, String table, String name) throws SQLException {
    String query =
        table == null
            ? "SELECT base_value FROM information_schema.sequences WHERE sequence_name = ?2"
                + " AND sequence_schema = CURRENT_SCHEMA AND ?1 IS NULL"
            : "SELECT identity_base FROM information_schema.columns WHERE column_name = ?2"
                + " AND table_schema = CURRENT_SCHEMA AND table_name = ?1";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, table);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 1;
      }
    }
  }

  @Override
  public void countFrom(Connection connection, String table, String name, long next)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused =
          statement.execute(
              (table == null
                      ? "ALTER SEQUENCE " + quoted(name)
                      : "ALTER TABLE " + quoted(table) + " ALTER COLUMN " + quoted(name))
                  + " RESTART WITH "
                  + next);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  // org.h2.api.ErrorCode: already closed, file in use, I/O, file corrupted, connection broken, read
  // only, closed, out of memory, being closed; and a general error, if it is one of its file.
  static boolean isUnavailable(SQLException e) {
    return switch (e.getErrorCode()) {
      case OBJECT_CLOSED, 90020, 90028, 90030, 90031, 90067, 90097, 90098, 90108, 90121 -> true;
      case 50000 -> isOfFile(e);
      default -> false;
    };
  }

  /** Returns whether it was H2 that could not use its file. */
  static boolean isOfItsFile(SQLException e) {
    return isUnavailable(e) && isOfFile(e);
  }

  private static boolean isOfFile(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof MVStoreException) {
        return true;
      }
    }
    return false;
  }
}
