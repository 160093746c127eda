package org.threadless.benchmarks.cost;

import java.io.IOException;
import java.util.List;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.result.Results;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/** What it costs on the way of a message that the router is measured, and read now and then. */
public final class MetricsPart implements Part {

  private static final String WITHOUT = ", without metrics";

  // Prometheus reads as often by default in its own example.
  private static final long EACH_MILLIS = 15_000;

  private final Setting setting;

  /** Measures with this setting. */
  public MetricsPart(Setting setting) {
    this.setting = setting;
  }

  /** A router on a database of its own. */
  private record Side(String name, ServerProcess router, boolean measured) {}

  @Override
  public void run() throws Exception {
    measure("H2", List.of(setting.h2("unmeasured"), setting.h2("measured")));
    if (setting.postgres().isPresent()) {
      try (Postgres first = Postgres.start(setting.postgres().get());
          Postgres second = Postgres.start(setting.postgres().get())) {
        measure("PostgreSQL", List.of(first.store(), second.store()));
      }
    }
  }

  private void measure(String name, List<BenchmarkDatabase> stores) throws Exception {
    try (ServerProcess without = serve("unmeasured", stores.get(0));
        ServerProcess with = serve("measured", stores.get(1), "metrics: {}")) {
      List<Side> sides =
          List.of(
              new Side(name + WITHOUT, without, false),
              new Side(name + ", with metrics", with, true));
      for (Side side : sides) {
        post(side, setting.warmUpSeconds());
      }
      for (int round = 0; round < setting.rounds(); round++) {
        round(name, sides, round);
      }
    }
  }

  private ServerProcess serve(String name, BenchmarkDatabase store, String... section)
      throws IOException {
    return setting.serveWith(List.of(section), name, store, "inline: {engine: discard}");
  }

  // What the one has left to the disk may be in the way of the next: so each is first as often.
  private void round(String name, List<Side> sides, int round) throws Exception {
    for (int i = 0; i < sides.size(); i++) {
      Side side = sides.get((round + i) % sides.size());
      long cpu = side.router().cpu().toNanos();
      Wrk.Load load = post(side, setting.seconds());
      double took =
          (side.router().cpu().toNanos() - cpu) / Math.max(1.0, (double) load.requests()) / 1000;
      Results results = setting.results();
      results.add(side.name(), load.rate(), "messages/s", name + WITHOUT);
      results.add(side.name() + ", CPU", took, "µs/message", name + WITHOUT + ", CPU");
      results.add(side.name() + ", p99", load.p99() / 1000.0, "ms");
      if (load.failed() > 0) {
        results.remark(side.name() + ": " + load.failed() + " requests failed.");
      }
    }
  }

  private Wrk.Load post(Side side, int seconds) throws Exception {
    Thread reader = new Thread(() -> readNowAndThen(side.router()), "reader of metrics");
    if (side.measured()) {
      reader.start();
    }
    try {
      return setting.wrk().post(side.router().url("/discard/inline/"), 16, seconds);
    } finally {
      reader.interrupt();
      reader.join();
    }
  }

  private static void readNowAndThen(ServerProcess router) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        HttpQuestions.get(router.url("/metrics"));
        Thread.sleep(EACH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("metrics cannot be read", e);
    }
  }
}
