package org.threadless.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Does it get slower with the messages that are stored? Empty tables and full ones take turns. */
final class RowsPart implements Part {

  private static final int CHUNK = 100_000;

  private final Setting setting;
  private final int rows;

  RowsPart(Setting setting, int rows) {
    this.setting = setting;
    this.rows = rows;
  }

  @Override
  public void run() throws Exception {
    compare("H2", setting.h2("few"), setting.h2("many"));
    if (setting.postgres().isPresent()) {
      try (Postgres few = Postgres.start(setting.postgres().get());
          Postgres many = Postgres.start(setting.postgres().get())) {
        compare("PostgreSQL", few.store(), many.store());
      }
    }
  }

  private void compare(String name, Store few, Store many) throws Exception {
    fill(many);
    String number = String.format(Locale.ROOT, "%,d", rows);
    String empty = name + ", router, inline, discarded, 16 connections, tables empty at first";
    String full = name + ", router, inline, discarded, 16 connections, " + number + " rows before";
    try (Served fewRouter = serve("few", few);
        Served manyRouter = serve("many", many)) {
      setting.wrk().post(fewRouter.url("/discard/inline/"), 16, setting.warmUpSeconds());
      setting.wrk().post(manyRouter.url("/discard/inline/"), 16, setting.warmUpSeconds());
      for (int i = 0; i < setting.rounds(); i++) {
        Wrk.Load base =
            setting.wrk().post(fewRouter.url("/discard/inline/"), 16, setting.seconds());
        setting.results().add(empty, base.rate(), "messages/s");
        Wrk.Load load =
            setting.wrk().post(manyRouter.url("/discard/inline/"), 16, setting.seconds());
        setting.results().add(full, load.rate(), "messages/s", empty);
        setting.results().add(full + ", p99", load.p99() / 1000.0, "ms");
      }
    }
  }

  private Served serve(String name, Store store) throws IOException {
    return setting.serve(name, store, "inline: {engine: discard}");
  }

  private void fill(Store store) throws SQLException {
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
      for (int done = 0; done < rows; done += CHUNK) {
        int last = Math.min(rows, done + CHUNK) - 1;
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
