package org.threadless.benchmarks.speed;

import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.result.Pictures;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/** How many messages a second, and how long each takes, with more and more clients at once. */
public final class ConcurrencyPart implements Part {

  private final Setting setting;

  /** Measures with this setting. */
  public ConcurrencyPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    measure("H2", setting.h2("concurrency"));
    if (setting.postgres().isPresent()) {
      try (Postgres postgres = Postgres.start(setting.postgres().get())) {
        measure("PostgreSQL", postgres.store());
      }
    }
  }

  private void measure(String database, BenchmarkDatabase store) throws Exception {
    try (ServerProcess router = setting.serve("concurrency", store, "inline: {engine: discard}")) {
      setting.wrk().post(router.url("/discard/inline/"), 16, setting.warmUpSeconds());
      for (int round = 0; round < setting.rounds(); round++) {
        for (int clients : Pictures.CLIENTS) {
          Wrk.Load load =
              setting.wrk().post(router.url("/discard/inline/"), clients, setting.seconds());
          String name = Pictures.clients(database, clients);
          setting.results().add(name, load.rate(), "messages/s");
          setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
        }
      }
    }
  }
}
