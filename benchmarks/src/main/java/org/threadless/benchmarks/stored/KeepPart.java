package org.threadless.benchmarks.stored;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.threadless.benchmarks.load.SteadyLoad;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/**
 * Does anybody notice that what is old is deleted? A steady load, with and without that in turns,
 * on a database with messages that are older than they are to be kept.
 */
public final class KeepPart implements Part {

  private static final int PER_SECOND = 1000;
  private static final String WITHOUT = ", everything kept";
  private static final String WITH = ", while what is old is deleted";
  private static final List<String> KEEP = List.of("keep: {texts: 90d, messages: 2y}");

  private final Setting setting;
  private final int rows;

  /** Measures with this setting. */
  public KeepPart(Setting setting) {
    this.setting = setting;
    this.rows = setting.quick() ? 20_000 : 200_000;
  }

  @Override
  public void run() throws Exception {
    compare("H2", setting.h2("keep"));
    setting.removeH2();
    if (setting.postgres().isPresent()) {
      try (Postgres postgres = Postgres.start(setting.postgres().get())) {
        compare("PostgreSQL", postgres.store());
      }
    }
  }

  private void compare(String name, BenchmarkDatabase store) throws Exception {
    String phones = name + ", 1,000 messages a second";
    StoredRows.fill(store, "inline", 10_000, rows);
    for (int round = 0; round < setting.rounds(); round++) {
      load(phones, phones + WITHOUT, List.of(), "kept" + round, store);
      int before = old(store);
      load(phones, phones + WITH, KEEP, "deleted" + round, store);
      int seconds = setting.warmUpSeconds() + setting.seconds();
      double deleted = (before - old(store)) / (double) seconds;
      setting.results().add(phones + WITH + ", deleted meanwhile", deleted, "messages/s");
    }
  }

  private void load(
      String phones, String name, List<String> sections, String file, BenchmarkDatabase store)
      throws Exception {
    try (ServerProcess router =
        setting.serveWith(sections, file, store, "inline: {engine: discard}")) {
      SteadyLoad load = new SteadyLoad(router.url("/discard/inline/"), PER_SECOND);
      load.run(setting.warmUpSeconds());
      Wrk.Load measured = load.run(setting.seconds());
      setting
          .results()
          .add(name + ", p50", measured.p50() / 1000.0, "ms", phones + WITHOUT + ", p50");
      setting
          .results()
          .add(name + ", p99", measured.p99() / 1000.0, "ms", phones + WITHOUT + ", p99");
      if (measured.failed() > 0) {
        setting
            .results()
            .remark(
                name
                    + ": "
                    + measured.failed()
                    + " of "
                    + measured.requests()
                    + " requests failed.");
      }
    }
  }

  // Their ids say that they are from 1970.
  private static int old(BenchmarkDatabase store) throws SQLException {
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM message WHERE id < CAST('01000000-0000-7000-8000-000000000000' AS UUID)")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
