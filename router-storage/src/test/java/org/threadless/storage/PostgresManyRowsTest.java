package org.threadless.storage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresManyRowsTest extends ManyRowsContract {

  // Of each part of a plan: what it gave each time, how many times, and what it read besides.
  private static final Pattern READ =
      Pattern.compile(
          "actual rows=([\\d.]+) loops=(\\d+)\\)(?:(?!actual rows)[\\s\\S])*?(?:Rows Removed by Filter: (\\d+)|(?=->|$))");

  private static PostgresServer postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.newDatabase();
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

  @Override
  boolean isForeign(String statement) {
    return false;
  }
}
