package org.threadless.storage.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.threadless.storage.dialect.Dialect;

/**
 * Copies the rows of all tables of one database into those of another, which are there already, and
 * compares them. Nobody else may work on either. What is broken off goes on where it has come to.
 */
public final class RowCopy {

  private static final int ROWS = 1000;

  // Tables with a key that migrations put all rows into.
  private static final Set<String> FILLED = Set.of("keeping");

  private final Connection from;
  private final Connection to;
  private final Dialect fromDialect;
  private final Dialect toDialect;
  private final CopyProgress progress;
  private final CopyListener listener;
  private final CopiedTables source;
  private final CopiedTables target;
  private final List<CopiedTable> copied;

  /**
   * Looks at the tables of both.
   *
   * @param from with no transaction, and without autocommit, as the other one
   * @param without the tables that are left out
   * @throws CopyException where they differ, or have what cannot be copied
   */
  public RowCopy(
      Connection from,
      Dialect fromDialect,
      Connection to,
      Dialect toDialect,
      Set<String> without,
      CopyListener listener)
      throws SQLException {
    this.from = from;
    this.fromDialect = fromDialect;
    this.to = to;
    this.toDialect = toDialect;
    this.progress = new CopyProgress(to);
    this.listener = listener;
    this.source = CopiedTables.of(from);
    this.target = CopiedTables.of(to);
    this.copied =
        source.inOrder().stream().filter(table -> !without.contains(table.name())).toList();
    requireSameTables();
    requireSameMigrations(without);
  }

  /**
   * Returns where a copy into a database comes from that is not at its end; empty where none is.
   */
  public static Optional<String> unfinished(Connection to) throws SQLException {
    return CopyProgress.source(to);
  }

  /**
   * Returns a table that has something in it; empty where there is none. What migrations have put
   * there is in tables without a key, or in those that only they put rows into.
   */
  public static Optional<String> used(Connection to) throws SQLException {
    for (CopiedTable table : CopiedTables.of(to).inOrder()) {
      if (!table.key().isEmpty() && !FILLED.contains(table.name()) && hasRows(table, to)) {
        return Optional.of(table.name());
      }
    }
    return Optional.empty();
  }

  private static boolean hasRows(CopiedTable table, Connection to) throws SQLException {
    try (Statement statement = to.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table.quoted() + " LIMIT 1")) {
      return rows.next();
    }
  }

  private void requireSameTables() {
    for (CopiedTable table : copied) {
      CopiedTable other =
          target
              .find(table.name())
              .orElseThrow(
                  () ->
                      new CopyException(
                          "nobody makes the table "
                              + table.name()
                              + " in the other database: configure the app or backend that it is"
                              + " of, or leave it out with --without "
                              + table.name()));
      Optional<String> obstacle = other.obstacle(table);
      if (obstacle.isPresent()) {
        throw new CopyException(obstacle.get());
      }
    }
  }

  private void requireSameMigrations(Set<String> without) throws SQLException {
    for (String history : source.histories()) {
      if (!without.contains(history)) {
        String here = version(from, history);
        String there = target.histories().contains(history) ? version(to, history) : "none";
        if (!here.equals(there)) {
          throw new CopyException(
              history
                  + " says version "
                  + here
                  + " in the one, and "
                  + there
                  + " in the other: have a router with these very apps start on the first one, and"
                  + " stop it; or leave it out with --without "
                  + history);
        }
      }
    }
  }

  private static String version(Connection connection, String history) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT \"version\" FROM "
                    + CopiedTable.quoted(history)
                    + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\" DESC LIMIT 1")) {
      return rows.next() ? rows.getString(1) : "none";
    }
  }

  /** Begins a copy: from now on no router starts on the second database until it is at its end. */
  public void begin(String name) throws SQLException {
    progress.begin(name);
    List<CopiedTable> tables = new ArrayList<>(target.inOrder());
    Collections.reverse(tables);
    try (Statement statement = to.createStatement()) {
      for (CopiedTable table : tables) {
        statement.executeUpdate("DELETE FROM " + table.quoted());
      }
    }
    to.commit();
  }

  /** Copies all rows that are not copied yet. */
  public void copy() throws SQLException {
    for (CopiedTable table : copied) {
      copy(table);
    }
    copyNumbers();
    to.commit();
    from.rollback();
  }

  private void copy(CopiedTable table) throws SQLException {
    long all = count(table);
    long done = progress.copied(table.name());
    CopiedTable there = target.find(table.name()).orElseThrow();
    try (Statement select = from.createStatement();
        PreparedStatement insert = to.prepareStatement(there.insert())) {
      select.setFetchSize(ROWS);
      try (ResultSet rows = select.executeQuery(table.select())) {
        skip(rows, done);
        int waiting = 0;
        while (rows.next()) {
          write(insert, there, RowSums.values(table, rows));
          done++;
          waiting++;
          if (waiting == ROWS) {
            store(table, insert, done, all);
            waiting = 0;
          }
        }
        if (waiting > 0) {
          store(table, insert, done, all);
        }
      }
    } catch (SQLException e) {
      throw new CopyException(
          "table " + table.name() + ", after " + done + " rows: " + reason(e), e);
    }
    listener.copied(table.name(), done, all);
  }

  // The order is the same each time, since nobody works on it.
  private static void skip(ResultSet rows, long count) throws SQLException {
    for (long i = 0; i < count && rows.next(); i++) {
      // It is there.
    }
  }

  private void store(CopiedTable table, PreparedStatement insert, long done, long all)
      throws SQLException {
    insert.executeBatch();
    progress.keep(table.name(), done);
    to.commit();
    listener.copied(table.name(), done, all);
  }

  private static void write(PreparedStatement insert, CopiedTable there, Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      CopiedColumn column = there.columns().get(i);
      if (values[i] == null) {
        insert.setNull(i + 1, Types.NULL);
      } else {
        column.kind().write(insert, i + 1, values[i], column.type());
      }
    }
    insert.addBatch();
  }

  private long count(CopiedTable table) throws SQLException {
    try (Statement statement = from.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.quoted())) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** What is counted goes on where it was, also where the highest is gone. */
  private void copyNumbers() throws SQLException {
    for (CopiedTable table : copied) {
      for (CopiedColumn column : table.columns()) {
        if (column.counts()) {
          copyNumber(table.name(), column.name());
        }
      }
    }
    Set<String> there = sequences(to);
    for (String sequence : sequences(from)) {
      if (there.contains(sequence)) {
        copyNumber(null, sequence);
      }
    }
  }

  private void copyNumber(String table, String name) throws SQLException {
    toDialect.countFrom(to, table, name, fromDialect.nextNumber(from, table, name));
  }

  private static Set<String> sequences(Connection connection) throws SQLException {
    Set<String> sequences = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema = ?")) {
      statement.setString(1, connection.getSchema());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sequences.add(rows.getString(1));
        }
      }
    }
    return sequences;
  }

  /**
   * Reads all rows of both, and sees that they are the same.
   *
   * @throws CopyException where they are not; it names one that differs
   */
  public void compare() throws SQLException {
    for (CopiedTable table : copied) {
      long rows =
          new TableComparison(table, from, target.find(table.name()).orElseThrow(), to).run();
      listener.compared(table.name(), rows);
    }
  }

  /** Ends the copy: routers may start. */
  public void end() throws SQLException {
    progress.end();
    to.commit();
    to.setAutoCommit(true);
    try (Statement statement = to.createStatement()) {
      boolean unused = statement.execute("ANALYZE");
    }
  }

  // A batch says that it failed, and what comes with it says why.
  private static String reason(SQLException e) {
    SQLException told = e.getNextException() == null ? e : e.getNextException();
    return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
  }
}
