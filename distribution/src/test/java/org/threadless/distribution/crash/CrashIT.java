package org.threadless.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.threadless.distribution.CompiledPlugin;
import org.threadless.distribution.Distribution;
import org.threadless.distribution.RestartablePostgres;

/**
 * A 200 is a promise: what was answered so is stored and routed exactly once, and its reply is
 * delivered, whatever is killed whenever. {@code -Dcrash.kills=N} says how often.
 */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.HOURS)
@Execution(ExecutionMode.CONCURRENT)
class CrashIT {

  @TempDir private Path folder;

  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
  }

  @Test
  void nothingIsLostOrDoneTwiceOnH2() throws Exception {
    Evidence evidence = run(CrashDatabase.h2(folder), 1, CrashRun.KILLS);

    report("H2, one node", evidence);
    evidence.assertKept();
    assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
  }

  @Test
  void nothingIsLostOrDoneTwiceByTwoNodesOnPostgres() throws Exception {
    try (EmbeddedPostgres postgres = CrashDatabase.startPostgres()) {
      Evidence evidence = run(CrashDatabase.postgres(postgres), 2, CrashRun.KILLS);

      report("PostgreSQL, two nodes", evidence);
      evidence.assertKept();
      assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
    }
  }

  @Test
  void nothingIsLostOrDoneTwiceWherePostgresItselfCrashes() throws Exception {
    Evidence evidence = crash(CrashRun.KILLS);

    report("PostgreSQL that crashes, two nodes", evidence);
    evidence.assertKept();
    assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
  }

  @Test
  void nothingIsLostOrDoneTwiceWithRatesDelaysAndAFallback() throws Exception {
    CompiledPlugin.jar(
        distribution.file("plugins/later.jar"), distribution.file("lib"), "Later", Traffic.LATER);
    try (EmbeddedPostgres postgres = CrashDatabase.startPostgres()) {
      CrashDatabase database = CrashDatabase.postgres(postgres);
      try (CrashRun run = new CrashRun(distribution, database, 2, Traffic.PACED)) {
        run.start();
        run.kill(CrashRun.KILLS);
        run.settle(() -> database.scheduled() == 0);
        Evidence evidence = told(run.evidence(), database);
        Gateways gateways = run.gateways();

        report("PostgreSQL, two nodes, rates, delays and a fallback", evidence);
        report(gateways);
        evidence.assertKept();
        assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
        assertThat(gateways.other()).as("by the fallback").isNotEmpty();
        assertThat(gateways.givenToBothWithoutCause()).as("given to both").isEmpty();
        assertThat(gateways.mostOften("inline")).isLessThan(1.1 * Traffic.RATE);
        assertThat(gateways.mostOften("queued")).isLessThan(1.1 * Traffic.RATE);
      }
    }
  }

  private Evidence crash(int times) throws Exception {
    try (RestartablePostgres postgres = new RestartablePostgres(folder.resolve("postgres"))) {
      return run(CrashDatabase.postgres(postgres.url()), 2, run -> run.crash(times, postgres));
    }
  }

  @Test
  void theSameFindsWhatIsLostWhereTheDatabaseIsNotDurable() throws Exception {
    Evidence evidence = run(CrashDatabase.h2(folder, ";WRITE_DELAY=500"), 1, 5);

    report("H2 with WRITE_DELAY=500", evidence);
    assertThat(evidence.lost()).isNotEmpty();
  }

  private Evidence run(CrashDatabase database, int nodes, int kills) throws Exception {
    return run(database, nodes, run -> run.kill(kills));
  }

  private Evidence run(CrashDatabase database, int nodes, CrashRun.Deaths deaths) throws Exception {
    try (CrashRun run = new CrashRun(distribution, database, nodes, Traffic.STEADY)) {
      run.start();
      deaths.in(run);
      run.settle();
      return told(run.evidence(), database);
    }
  }

  private static Evidence told(Evidence evidence, CrashDatabase database) throws SQLException {
    if (!evidence.outOfOrder().isEmpty()) {
      System.out.println(evidence.history(database));
    }
    return evidence;
  }

  private static void report(Gateways gateways) {
    System.out.printf(
        "%d requests to the first gateway and %d to the other, %d given to both (in flight at a"
            + " kill), %.2f and %.2f a second in the busiest half minute%n",
        gateways.first().size(),
        gateways.other().size(),
        gateways.givenToBoth().size(),
        gateways.mostOften("inline"),
        gateways.mostOften("queued"));
  }

  private static void report(String what, Evidence evidence) {
    System.out.printf(
        "%s: %d kills, %d messages answered 200, %d lost, %d replies at the gateway, %d of them"
            + " twice (%s)%n",
        what,
        evidence.deliveries().kills().size(),
        evidence.answered(),
        evidence.lost().size(),
        evidence.deliveries().taken().size(),
        evidence.deliveries().twice(),
        Instant.now());
  }
}
