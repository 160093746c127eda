package org.threadless.storage.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.threadless.storage.copy.RowSums.RowHash;

/**
 * Reads all rows of a table in both databases, at the same time, and says whether they are the
 * same.
 */
final class TableComparison {

  private static final int FETCHED = 5000;

  private final CopiedTable source;
  private final Connection from;
  private final CopiedTable target;
  private final Connection to;

  TableComparison(CopiedTable source, Connection from, CopiedTable target, Connection to) {
    this.source = source;
    this.from = from;
    this.target = target;
    this.to = to;
  }

  /** What is done with a row. */
  private interface Reader extends BiConsumer<RowHash, Object[]> {}

  /** Returns how many rows there are. */
  long run() throws SQLException {
    RowSums here = new RowSums(source);
    RowSums there = new RowSums(withKeyOf(source));
    readBoth(here, (hash, row) -> here.add(hash), there, (hash, row) -> there.add(hash));
    int part = here.difference(there);
    if (part >= 0) {
      throw new CopyException(
          "table "
              + source.name()
              + " has "
              + here.rows()
              + " rows in the one and "
              + there.rows()
              + " in the other: "
              + different(part)
              + "; copy into an empty database again");
    }
    return here.rows();
  }

  // One may know more of what tells rows apart than the other.
  private CopiedTable withKeyOf(CopiedTable table) {
    return new CopiedTable(target.name(), target.columns(), table.key(), target.parents());
  }

  /** Names a row that is in one alone. */
  private String different(int part) throws SQLException {
    RowSums here = new RowSums(source);
    RowSums there = new RowSums(withKeyOf(source));
    Map<RowHash, Object[]> first = new HashMap<>();
    Map<RowHash, Object[]> second = new HashMap<>();
    readBoth(here, keep(part, first), there, keep(part, second));
    for (Map.Entry<RowHash, Object[]> row : first.entrySet()) {
      if (!second.containsKey(row.getKey())) {
        return "the row " + shown(row.getValue()) + " is not the same in the second";
      }
    }
    for (Map.Entry<RowHash, Object[]> row : second.entrySet()) {
      if (!first.containsKey(row.getKey())) {
        return "the row " + shown(row.getValue()) + " is in the second alone";
      }
    }
    return "a row is in one more often than in the other";
  }

  private static Reader keep(int part, Map<RowHash, Object[]> rows) {
    return (hash, row) -> {
      if (hash.part() == part) {
        rows.put(hash, row);
      }
    };
  }

  // The key alone: a text may be nobody's business.
  private String shown(Object[] row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      CopiedColumn column = source.columns().get(i);
      if (source.key().contains(column.name()) || column.name().equals("message_id")) {
        text.append(text.isEmpty() ? "" : ", ").append(column.name()).append(' ').append(row[i]);
      }
    }
    return text.isEmpty() ? "with no key" : text.toString();
  }

  private void readBoth(RowSums here, Reader first, RowSums there, Reader second)
      throws SQLException {
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                read(target, to, there, second);
              } catch (SQLException e) {
                throw new CompletionException(e);
              }
            });
    try {
      read(source, from, here, first);
      other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e);
    }
  }

  private static void read(CopiedTable table, Connection connection, RowSums sums, Reader reader)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery(table.selectUnordered())) {
        while (rows.next()) {
          Object[] row = RowSums.values(table, rows);
          reader.accept(sums.hash(row), row);
        }
      }
    }
    connection.rollback();
  }
}
