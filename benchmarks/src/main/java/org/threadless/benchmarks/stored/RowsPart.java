package org.threadless.benchmarks.stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.result.Pictures;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/** Does it get slower with the messages that are stored? Empty tables and full ones take turns. */
public final class RowsPart implements Part {

  private final Setting setting;
  private final int rows;

  /**
   * Measures with this setting.
   *
   * @param rows how many messages are stored before, at most
   */
  public RowsPart(Setting setting, int rows) {
    this.setting = setting;
    this.rows = rows;
  }

  /** Returns how many rows there are before, from step to step. */
  public static int[] steps(int rows) {
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
        StoredRows.fill(stores[i], "inline", 10_000, steps[i]);
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
}
