package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.HttpQuestions;
import org.threadless.benchmarks.server.Postgres;
import org.threadless.benchmarks.server.ServerProcess;
import org.threadless.kafka.rig.KafkaCluster;

/**
 * What Kafka behind the hand-off takes and routes, beside {@code queue} and {@code inline}: a
 * router on PostgreSQL, and three brokers on the same machine. Then the same while PostgreSQL is
 * stopped.
 */
public final class KafkaPart implements Part {

  private static final String TOPIC = "benchmark";
  private static final int PARTITIONS = 8;
  private static final int BROKERS = 3;

  private final Setting setting;

  /** Measures with this setting. */
  public KafkaPart(Setting setting) {
    this.setting = setting;
  }

  /** A router, and the PostgreSQL that it is on. */
  private record Side(ServerProcess router, Postgres postgres) {

    // Of messages that are routed, in any way.
    long routed(String backend) throws SQLException {
      try (Connection connection = postgres.store().connect();
          PreparedStatement count =
              connection.prepareStatement(
                  "SELECT count(*) FROM message"
                      + " WHERE backend = ? AND direction = 'IN' AND status != 'QUEUED'")) {
        count.setString(1, backend);
        try (ResultSet result = count.executeQuery()) {
          result.next();
          return result.getLong(1);
        }
      }
    }

    /** Returns when all are routed, as {@link System#nanoTime} has it. */
    long awaitRouted(String backend, long messages) throws Exception {
      while (true) {
        drain();
        long now = System.nanoTime();
        // Whoever polls may not know yet of what has just come.
        if (routed(backend) >= messages) {
          return now;
        }
      }
    }

    // Not by counting rows all the time, for which the database would take longer and longer.
    private void drain() throws IOException, InterruptedException {
      HttpQuestions.drain(router);
      while (!HttpQuestions.get(router.url("/health/ready")).contains("\"lag\":0.0")) {
        Thread.sleep(20);
      }
    }
  }

  @Override
  public void run() throws Exception {
    if (setting.postgres().isEmpty()) {
      return;
    }
    Path programs = setting.postgres().get();
    setting.router().plugIn("handler-kafka");
    try (KafkaCluster kafka = kafka();
        Postgres postgres = Postgres.start(programs);
        ServerProcess router = router(kafka, postgres.store())) {
      Side side = new Side(router, postgres);
      warmUp(side);
      for (int round = 0; round < setting.rounds(); round++) {
        for (int connections : new int[] {16, 256}) {
          measure(side, "inline", connections);
          measure(side, "queued", connections);
          measure(side, "kafka", connections);
        }
        measureStopped(side);
      }
    }
  }

  private KafkaCluster kafka() {
    KafkaCluster kafka =
        new KafkaCluster(setting.work().resolve("kafka"), setting.quick() ? 1 : BROKERS);
    kafka.forLoad().start();
    kafka.createTopic(TOPIC, PARTITIONS);
    kafka.createTopic(TOPIC + ".dead", 1);
    return kafka;
  }

  private ServerProcess router(KafkaCluster kafka, BenchmarkDatabase store) throws Exception {
    String brokers = "[" + kafka.bootstrapServers().replace(",", ", ") + "]";
    return setting.serve(
        "kafka",
        store,
        "inline: {engine: discard}",
        "queued: {engine: discard, handler: queue}",
        "kafka: {engine: discard, handler: {kafka: {brokers: "
            + brokers
            + ", topic: "
            + TOPIC
            + "}}}");
  }

  private void warmUp(Side side) throws Exception {
    for (String backend : new String[] {"inline", "queued", "kafka"}) {
      Wrk.Load load = post(side, backend, 16, setting.warmUpSeconds());
      long unused = side.awaitRouted(backend, load.requests() - load.failed());
    }
  }

  private Wrk.Load post(Side side, String backend, int connections, int seconds) throws Exception {
    return setting.wrk().post(side.router().url("/discard/" + backend + "/"), connections, seconds);
  }

  private void measure(Side side, String backend, int connections) throws Exception {
    String name = "PostgreSQL, router, " + backend + ", " + connections + " connections";
    long before = side.routed(backend);
    long start = System.nanoTime();
    Wrk.Load load = post(side, backend, connections, setting.seconds());
    long end = side.awaitRouted(backend, before + load.requests() - load.failed());
    double seconds = (end - start) / 1e9;
    setting.results().add(name + ", answered", load.rate(), "messages/s");
    setting
        .results()
        .add(name + ", routed", (load.requests() - load.failed()) / seconds, "messages/s");
    times(name, load);
  }

  private void measureStopped(Side side) throws Exception {
    String name = "PostgreSQL stopped, router, kafka, 16 connections";
    long before = side.routed("kafka");
    side.postgres().stop();
    Wrk.Load load = post(side, "kafka", 16, setting.seconds());
    side.postgres().start();
    long start = System.nanoTime();
    long end = side.awaitRouted("kafka", before + load.requests() - load.failed());
    double seconds = (end - start) / 1e9;
    setting.results().add(name + ", answered", load.rate(), "messages/s");
    setting
        .results()
        .add(
            name + ", routed once it is back",
            (load.requests() - load.failed()) / seconds,
            "messages/s");
    times(name, load);
  }

  private void times(String name, Wrk.Load load) {
    setting.results().add(name + ", p50", load.p50() / 1000.0, "ms");
    setting.results().add(name + ", p99", load.p99() / 1000.0, "ms");
    if (load.failed() > 0) {
      setting
          .results()
          .remark(name + ": " + load.failed() + " of " + load.requests() + " requests failed.");
    }
  }
}
