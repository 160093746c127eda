package org.threadless.benchmarks.speed;

import java.util.List;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.RouterUnderTest;
import org.threadless.benchmarks.server.ServerProcess;

/** Is sending through the API as fast as a message in is? They take turns. */
public final class ApiPart implements Part {

  private static final int CONNECTIONS = 16;
  private static final int MANY = 1000;

  private final Setting setting;

  /** Measures with this setting. */
  public ApiPart(Setting setting) {
    this.setting = setting;
  }

  /** A router with the API, and a token that may send by it. */
  private record Side(String name, ServerProcess router, String token) {

    String messagesIn() {
      return name + ", a message in and its reply";
    }
  }

  @Override
  public void run() throws Exception {
    measure("H2", setting.h2("api"));
    setting.removeH2();
    if (setting.postgres().isPresent()) {
      try (Postgres postgres = Postgres.start(setting.postgres().get())) {
        measure("PostgreSQL", postgres.store());
      }
    }
  }

  private void measure(String name, BenchmarkDatabase store) throws Exception {
    List<String> lines =
        List.of(
            "http: {port: 0}",
            "database: {url: '" + store.url() + "', user: '" + store.user() + "'}",
            "api: {}",
            "backends: {inline: {engine: discard}}");
    RouterUnderTest router = setting.router();
    String token = router.token(setting.javaHome(), "api", lines);
    try (ServerProcess served = router.serve(setting.javaHome(), "api", "", lines)) {
      Side side = new Side(name, served, token);
      warmUp(side);
      for (int round = 0; round < setting.rounds(); round++) {
        messagesIn(side);
        sends(side, "one message in a call", 1, false);
        sends(side, "one message in a call, with a key", 1, true);
        sends(side, "1,000 messages in a call", MANY, false);
      }
    }
  }

  private void warmUp(Side side) throws Exception {
    int seconds = setting.warmUpSeconds();
    setting.wrk().post(side.router().url("/discard/inline/"), CONNECTIONS, seconds);
    send(side, seconds, 1, true);
    send(side, Math.min(5, seconds), MANY, false);
    HttpQuestions.drain(side.router());
  }

  private void messagesIn(Side side) throws Exception {
    Wrk.Load load =
        setting.wrk().post(side.router().url("/discard/inline/"), CONNECTIONS, setting.seconds());
    setting.results().add(side.messagesIn(), load.rate(), "messages/s");
    times(side.messagesIn(), load);
  }

  private void sends(Side side, String how, int recipients, boolean keys) throws Exception {
    String name = side.name() + ", API, " + how;
    long start = System.nanoTime();
    Wrk.Load load = send(side, setting.seconds(), recipients, keys);
    setting
        .results()
        .add(name + ", stored", load.rate() * recipients, "messages/s", side.messagesIn());
    HttpQuestions.drain(side.router());
    double sent = (load.requests() - load.failed()) * (double) recipients;
    setting.results().add(name + ", sent", sent * 1e9 / (System.nanoTime() - start), "messages/s");
    times(name, load);
  }

  private Wrk.Load send(Side side, int seconds, int recipients, boolean keys) throws Exception {
    return setting
        .wrk()
        .send(
            side.router().url("/api/v1/messages"),
            CONNECTIONS,
            seconds,
            side.token(),
            recipients,
            keys);
  }

  private void times(String name, Wrk.Load load) {
    setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
    if (load.failed() > 0) {
      setting
          .results()
          .remark(name + ": " + load.failed() + " of " + load.requests() + " requests failed.");
    }
  }
}
