package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.result.Results;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/** Messages a second over HTTP, beside bare Jetty and plain JDBC. */
public final class HttpPart implements Part {

  private static final String JETTY = "bare Jetty, ";

  private final Setting setting;

  /** Measures with this setting. */
  public HttpPart(Setting setting) {
    this.setting = setting;
  }

  /** A database with the router on it. */
  private record Side(String name, JdbcLimit limit, ServerProcess router) {

    String limitName() {
      return name + ", plain JDBC, one commit for all who wait";
    }
  }

  @Override
  public void run() throws Exception {
    List<AutoCloseable> open = new ArrayList<>();
    try {
      ServerProcess jetty = add(open, setting.bareServer(0));
      ServerProcess sink = add(open, setting.bareServer(0));
      List<Side> sides = new ArrayList<>();
      sides.add(side("H2", setting.h2("limit"), add(open, router("h2", setting.h2("h2"), sink))));
      if (setting.postgres().isPresent()) {
        Postgres postgres = add(open, Postgres.start(setting.postgres().get()));
        BenchmarkDatabase store = postgres.store();
        sides.add(side("PostgreSQL", store, add(open, router("postgres", store, sink))));
      }
      warmUp(jetty, sides);
      for (int i = 0; i < setting.rounds(); i++) {
        round(jetty, sides);
      }
    } finally {
      for (int i = open.size() - 1; i >= 0; i--) {
        open.get(i).close();
      }
    }
  }

  private static <T extends AutoCloseable> T add(List<AutoCloseable> open, T each) {
    open.add(each);
    return each;
  }

  private static Side side(String name, BenchmarkDatabase limit, ServerProcess router)
      throws SQLException {
    return new Side(name, new JdbcLimit(limit), router);
  }

  private ServerProcess router(String name, BenchmarkDatabase store, ServerProcess sink)
      throws IOException {
    String gateway = "outgoing-url: '" + sink.url("/") + "'";
    return setting.serve(
        name,
        store,
        "inline: {engine: discard}",
        "queued: {engine: discard, handler: queue}",
        "inline-sink: {engine: http, " + gateway + "}",
        "queued-sink: {engine: http, handler: queue, " + gateway + "}");
  }

  private void warmUp(ServerProcess jetty, List<Side> sides) throws Exception {
    int seconds = setting.warmUpSeconds();
    setting.wrk().post(jetty.url("/"), 16, seconds);
    for (Side side : sides) {
      side.limit().together(Math.min(5, seconds));
      setting.wrk().post(side.router().url("/discard/inline/"), 16, seconds);
      setting.wrk().post(side.router().url("/http/inline-sink/"), 16, Math.min(5, seconds));
      setting.wrk().post(side.router().url("/discard/queued/"), 16, Math.min(5, seconds));
      HttpQuestions.drain(side.router());
    }
  }

  private void round(ServerProcess jetty, List<Side> sides) throws Exception {
    for (int connections : new int[] {16, 256}) {
      load(JETTY + connections + " connections", jetty, "/", connections, Optional.empty());
    }
    for (Side side : sides) {
      Results results = setting.results();
      results.add(
          side.name() + ", plain JDBC, 16 threads, each its own commits",
          side.limit().separately(setting.seconds()),
          "messages/s");
      results.add(side.limitName(), side.limit().together(setting.seconds()), "messages/s");
      for (int connections : new int[] {16, 256}) {
        for (String backend : List.of("discard/inline", "http/inline-sink")) {
          load(name(side, backend, connections), side, backend, connections);
        }
      }
      load(name(side, "discard/queued", 16), side, "discard/queued", 16);
      load(name(side, "http/queued-sink", 16), side, "http/queued-sink", 16);
    }
  }

  private static String name(Side side, String backend, int connections) {
    String way = backend.contains("inline") ? "inline" : "queued";
    String to = backend.contains("sink") ? "HTTP sink" : "discarded";
    return side.name() + ", router, " + way + ", " + to + ", " + connections + " connections";
  }

  private void load(String name, Side side, String backend, int connections) throws Exception {
    load(name, side.router(), "/" + backend + "/", connections, Optional.of(side.limitName()));
  }

  private void load(
      String name, ServerProcess served, String path, int connections, Optional<String> baseline)
      throws Exception {
    Results results = setting.results();
    long allocated = served.allocated();
    long cpu = served.cpu().toNanos();
    long start = System.nanoTime();
    Wrk.Load load = setting.wrk().post(served.url(path), connections, setting.seconds());
    double rate = load.rate();
    if (path.contains("queued")) {
      HttpQuestions.drain(served);
      results.add(name + ", answered", rate, "messages/s");
      rate = load.requests() * 1e9 / (System.nanoTime() - start);
    }
    if (baseline.isPresent()) {
      results.add(name, rate, "messages/s", baseline.get());
    } else {
      results.add(name, rate, "messages/s");
    }
    results.add(name + ", p50", load.p50() / 1000.0, "ms");
    results.add(name + ", p99", load.p99() / 1000.0, "ms");
    results.add(name + ", p99.9", load.p999() / 1000.0, "ms");
    double requests = Math.max(1, load.requests());
    results.add(name + ", CPU", (served.cpu().toNanos() - cpu) / requests / 1000, "µs/message");
    if (allocated > 0) {
      double bytes = (served.allocated() - allocated) / requests;
      results.add(name + ", allocated", bytes / 1024, "KB/message");
    }
    if (load.failed() > 0) {
      results.remark(name + ": " + load.failed() + " of " + load.requests() + " requests failed.");
    }
  }
}
