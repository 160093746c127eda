package org.threadless.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Does it get slower with the messages that are stored? Empty tables and full ones take turns. */
final class RowsPart implements Part {

  private static final int CHUNK = 100_000;

  private final Setting setting;
  private final int rows;

  RowsPart(Setting setting, int rows) {
    this.setting = setting;
    this.rows = rows;
  }

  /** Returns how many rows there are before, from step to step. */
  static int[] steps(int rows) {
    return new int[] {0, rows / 10, rows};
  }

  @Override
  public void run() throws Exception {
    compare("H2", setting.h2("few"), setting.h2("more"), setting.h2("many"));
    setting.removeH2();
    if (setting.postgres().isPresent()) {
      try (Postgres few = Postgres.start(setting.postgres().get());
          Postgres more = Postgres.start(setting.postgres().get());
          Postgres many = Postgres.start(setting.postgres().get())) {
        compare("PostgreSQL", few.store(), more.store(), many.store());
      }
    }
  }

  private void compare(String name, BenchmarkDatabase... stores) throws Exception {
    int[] steps = steps(rows);
    List<ServerProcess> routers = new ArrayList<>();
    try {
      for (int i = 0; i < steps.length; i++) {
        fill(stores[i], steps[i]);
        routers.add(serve("rows" + i, stores[i]));
        setting.wrk().post(routers.get(i).url("/discard/inline/"), 16, setting.warmUpSeconds());
      }
      for (int round = 0; round < setting.rounds(); round++) {
        for (int i = 0; i < steps.length; i++) {
          measure(Pictures.rows(name, steps[i]), routers.get(i), Pictures.rows(name, 0));
        }
      }
    } finally {
      routers.forEach(ServerProcess::close);
    }
  }

  private void measure(String name, ServerProcess router, String baseline) throws Exception {
    Wrk.Load load = setting.wrk().post(router.url("/discard/inline/"), 16, setting.seconds());
    setting.results().add(name, load.rate(), "messages/s", baseline);
    setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
  }

  private ServerProcess serve(String name, BenchmarkDatabase store) throws IOException {
    return setting.serve(name, store, "inline: {engine: discard}");
  }

  private void fill(BenchmarkDatabase store, int count) throws SQLException {
    store.makeTables();
    String series =
        store.isH2()
            ? "SELECT \"X\" AS n FROM system_range"
            : "SELECT generate_series AS n FROM generate_series";
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement()) {
      // Ids that look as old as the rows are: version 7, with the number in the place of the time.
      statement.execute(
          "INSERT INTO connection SELECT "
              + uuid("n")
              + ", 'inline', CAST(1000000 + n AS VARCHAR), CURRENT_TIMESTAMP FROM ("
              + series
              + "(0, 9999)) s");
      for (int done = 0; done < count; done += CHUNK) {
        int last = Math.min(count, done + CHUNK) - 1;
        statement.execute(
            "INSERT INTO message (id, connection_id, backend, direction, status, text, created_at,"
                + " updated_at) SELECT "
                + uuid("n")
                + ", "
                + uuid("MOD(n, 10000)")
                + ", 'inline', 'IN', 'HANDLED', 'echo hello', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                + " FROM ("
                + series
                + "("
                + done
                + ", "
                + last
                + ")) s");
      }
    }
  }

  private static String uuid(String number) {
    return "CAST('00000000-0000-7000-8000-' || LPAD(CAST("
        + number
        + " AS VARCHAR), 12, '0') AS UUID)";
  }
}
