package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;

/**
 * Thousands of gateways at once that each take two seconds to answer; on either kind of threads.
 */
public final class SlowPart implements Part {

  private static final long DELAY_MILLIS = 2000;

  private final Setting setting;

  /** Measures with this setting. */
  public SlowPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    if (setting.postgres().isEmpty()) {
      return;
    }
    int connections = setting.quick() ? 50 : 5000;
    String allowed = "what Little's law allows: " + connections + " connections / 2 s";
    setting.results().add(allowed, connections * 1000.0 / DELAY_MILLIS, "messages/s");
    measure("virtual threads", setting.javaHome(), connections, allowed);
    Optional<Path> platform = Jdks.java17();
    if (platform.isPresent()) {
      measure("platform threads (Java 17)", platform.get(), connections, allowed);
    } else {
      setting.results().remark("There is no Java 17 to measure platform threads with.");
    }
  }

  private void measure(String threads, Path java, int connections, String allowed)
      throws Exception {
    String name =
        connections + " gateways at once, 2 s each, 10 database connections, -Xmx512m, " + threads;
    try (ServerProcess gateway = setting.bareServer(DELAY_MILLIS);
        Postgres postgres = Postgres.start(setting.postgres().get());
        ServerProcess router = router(java, postgres, gateway, connections)) {
      int seconds = setting.quick() ? 5 : 40;
      load(router, connections, seconds);
      for (int i = 0; i < setting.rounds(); i++) {
        Wrk.Load load = load(router, connections, seconds);
        setting.results().add(name, load.rate(), "messages/s", allowed);
        setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
        if (load.failed() > 0) {
          setting.results().remark(name + ": " + load.failed() + " requests failed.");
        }
      }
      setting.results().add(name + ", memory", router.residentMegabytes(), "MB");
    }
  }

  private Wrk.Load load(ServerProcess router, int connections, int seconds)
      throws IOException, InterruptedException {
    Wrk.Load load = setting.wrk().post(router.url("/http/slow/"), connections, seconds);
    // Clients are gone, their messages are not: those of the next would be too many with them.
    Thread.sleep(2 * DELAY_MILLIS);
    return load;
  }

  private ServerProcess router(Path java, Postgres postgres, ServerProcess gateway, int connections)
      throws IOException {
    return setting.serveOn(
        java,
        "-Xmx512m",
        ", max-concurrent: " + (connections + 100),
        "slow",
        postgres.store(),
        "slow: {engine: http, outgoing-url: '" + gateway.url("/") + "'}");
  }
}
