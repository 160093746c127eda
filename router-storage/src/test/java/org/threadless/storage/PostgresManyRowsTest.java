package org.threadless.storage;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresManyRowsTest extends ManyRowsContract {

  // Of each part of a plan: what it gave each time, how many times, and what it read besides.
  private static final Pattern READ =
      Pattern.compile(
          "actual rows=([\\d.]+) loops=(\\d+)\\)(?:(?!actual rows)[\\s\\S])*?(?:Rows Removed by Filter: (\\d+)|(?=->|$))");

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.newDatabase();
  }

  // With fewer it reads a table as a whole, rightly.
  @Override
  int messages() {
    return Integer.getInteger("many.rows", 300_000);
  }

  @Override
  int messagesOfOne() {
    return messages() / 2;
  }

  @Override
  String series(int from, int to) {
    return "generate_series(" + from + ", " + to + ")";
  }

  @Override
  String explain() {
    return "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF)";
  }

  @Override
  long rows(String plan) {
    return READ.matcher(plan)
        .results()
        .mapToLong(
            each -> {
              long removed = each.group(3) == null ? 0 : Long.parseLong(each.group(3));
              return (long)
                  ((Double.parseDouble(each.group(1)) + removed) * Long.parseLong(each.group(2)));
            })
        .sum();
  }

  // From what it has sampled it might do so, or not: this is for certain.
  @Override
  void mislead(Statement statement) throws SQLException {
    for (String table : List.of("message", "waiting")) {
      statement.execute(
          "ALTER TABLE " + table + " ALTER COLUMN connection_id SET (n_distinct = 1)");
    }
  }

  @Override
  boolean isForeign(String statement) {
    return false;
  }
}
