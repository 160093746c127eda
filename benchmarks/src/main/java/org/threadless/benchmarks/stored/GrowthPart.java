package org.threadless.benchmarks.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.ServerProcess;

/** How large the file of H2 gets, and what it costs to keep it small. */
public final class GrowthPart implements Part {

  private static final String KEPT_SMALL = "H2, its file kept small";
  private static final String LEFT_ALONE = "H2, its file left alone";

  // So large is no file.
  private static final String NEVER = "-Dthreadless.h2-floor=" + Long.MAX_VALUE;

  private final Setting setting;

  /** Measures with this setting. */
  public GrowthPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    for (int round = 0; round < setting.rounds(); round++) {
      measure(LEFT_ALONE, NEVER, "alone" + round);
      measure(KEPT_SMALL, "", "small" + round);
      setting.removeH2();
    }
  }

  private void measure(String name, String options, String file) throws Exception {
    BenchmarkDatabase store = setting.h2(file);
    long steady;
    long backlog;
    try (ServerProcess router = serve(options, file, store)) {
      setting.wrk().post(router.url("/discard/inline/"), 16, setting.warmUpSeconds());
      Wrk.Load load = setting.wrk().post(router.url("/discard/inline/"), 16, setting.seconds());
      setting.results().add(name, load.rate(), "messages/s", LEFT_ALONE);
      setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
      steady = size(store);
      setting.wrk().post(router.url("/discard/queued/"), 16, setting.seconds());
      HttpQuestions.drain(router);
      backlog = size(store);
    }
    add(name + ", file after steady load", steady);
    add(name + ", file after a backlog", backlog);
    add(name + ", of which is in use", content(store));
  }

  private void add(String what, long bytes) {
    setting.results().add(what, bytes / 1048576.0, "MB");
  }

  private ServerProcess serve(String options, String name, BenchmarkDatabase store)
      throws IOException {
    return setting.serve(
        options,
        "",
        name,
        store,
        "inline: {engine: discard}",
        "queued: {engine: discard, handler: queue}");
  }

  private static long size(BenchmarkDatabase store) throws IOException {
    return Files.size(Path.of(store.url().substring("jdbc:h2:file:".length()) + ".mv.db"));
  }

  private static long content(BenchmarkDatabase store) throws SQLException {
    Map<String, Long> info = new HashMap<>();
    try (Connection connection = store.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT setting_name, setting_value FROM information_schema.settings"
                    + " WHERE setting_name IN ('info.FILE_SIZE', 'info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
      while (rows.next()) {
        info.put(rows.getString(1), Long.valueOf(rows.getString(2)));
      }
    }
    return info.get("info.FILE_SIZE")
        * info.get("info.FILL_RATE")
        / 100
        * info.get("info.CHUNKS_FILL_RATE")
        / 100;
  }
}
