package org.threadless.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.distribution.Distribution;
import org.threadless.distribution.FinishedCommand;
import org.threadless.distribution.RestartablePostgres;
import org.threadless.kafka.rig.KafkaCluster;

/**
 * A 200 is a promise also where Kafka has the message: it is routed exactly once, and in the order
 * of its connection, whatever is killed, leaves or is away meanwhile. Three brokers, two nodes and
 * PostgreSQL. {@code -Dcrash.kills=N} says how often, {@code -Dcrash.away=SECONDS} for how long the
 * database is away.
 */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class KafkaCrashIT {

  private static final int PARTITIONS = 6;

  // Each takes as long as several kills of a node.
  private static final int BROKERS_KILLED = Math.max(3, CrashRun.KILLS / 5);
  private static final int NODES_REPLACED = Math.max(4, CrashRun.KILLS / 5);

  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("crash.away", 10));

  @TempDir private static Path folder;

  private static Distribution distribution;
  private static KafkaCluster kafka;
  private static RestartablePostgres postgres;

  // Each test has its own, and of the database too.
  private static int topics;

  private String topic;
  private CrashDatabase database;

  /** For all tests: to start all this takes as long as a test. */
  @BeforeAll
  static void startAll() throws Exception {
    distribution = Distribution.prepareIn(folder);
    distribution.plugIn("handler-kafka");
    postgres = new RestartablePostgres(folder.resolve("postgres"));
    kafka = new KafkaCluster(folder.resolve("kafka"), 3).start();
  }

  @AfterAll
  static void stopAll() throws Exception {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @BeforeEach
  void makeDatabase() throws SQLException {
    topics++;
    topic = "crash-" + topics;
    database = CrashDatabase.postgres(postgres.newDatabase("crash_" + topics));
  }

  @Test
  void nothingIsLostOrDoneTwiceWhereNodesAreKilled() throws Exception {
    assertKept("nodes killed", run -> run.kill(CrashRun.KILLS));
  }

  @Test
  void nothingIsLostOrDoneTwiceWhereBrokersAreKilled() throws Exception {
    assertKept(
        BROKERS_KILLED + " brokers killed", run -> run.killBrokers(BROKERS_KILLED, kafka, topic));
  }

  @Test
  void nothingIsLostOrDoneTwiceWhereNodesLeaveAndJoin() throws Exception {
    assertKept(NODES_REPLACED + " nodes replaced", run -> run.replace(NODES_REPLACED));
  }

  @Test
  void messagesAreTakenWhileTheDatabaseIsAway() throws Exception {
    assertKept(
        "the database away for " + AWAY.toSeconds() + " s",
        run -> {
          int meanwhile = run.stop(postgres, AWAY);
          System.out.println(meanwhile + " messages answered 200 while it was away");
          assertThat(meanwhile).as("answered 200 while it was away").isGreaterThan(20);
        });
  }

  private void assertKept(String what, CrashRun.Deaths deaths) throws Exception {
    try (CrashRun run = new CrashRun(distribution, database, 2, Traffic.STEADY, handler())) {
      makeTopic();
      run.start();
      deaths.in(run);
      run.settle(() -> isAllRouted(run));
      Evidence evidence = run.evidence();
      report(what, evidence);
      evidence.assertKept();
      assertSoftly(
          softly -> {
            softly.assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
            softly.assertThat(evidence.storedTwice()).as("stored twice").isEmpty();
          });
    }
  }

  private String handler() {
    return "{kafka: {brokers: [%s], topic: %s, concurrency: 16, properties: {session.timeout.ms: 6000}}}"
        .formatted(kafka.bootstrapServers().replace(",", ", "), topic);
  }

  private void makeTopic() throws Exception {
    FinishedCommand made =
        distribution.run(
            "kafka",
            "setup",
            "queued",
            "--partitions",
            String.valueOf(PARTITIONS),
            "--replication",
            "3",
            "--config",
            distribution.file("conf/crash.yml").toString());
    assertThat(made.exit()).as(made.toString()).isZero();
    kafka.awaitInSync(topic);
  }

  private static boolean isAllRouted(CrashRun run) throws SQLException {
    Evidence evidence = run.evidence();
    return evidence.lost().isEmpty() && evidence.notRoutedOnce().isEmpty();
  }

  private static void report(String what, Evidence evidence) {
    System.out.printf(
        "Kafka, %s: %d kills of nodes, %d messages answered 200, %d lost, %d stored twice, %d out of"
            + " order, %d replies at the gateway, %d of them twice (%s)%n",
        what,
        evidence.deliveries().kills().size(),
        evidence.answered(),
        evidence.lost().size(),
        evidence.storedTwice().size(),
        evidence.outOfOrder().size(),
        evidence.deliveries().taken().size(),
        evidence.deliveries().twice(),
        Instant.now());
  }
}
