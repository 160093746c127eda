package org.threadless.distribution.crash;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.distribution.Distribution;

/**
 * A 202 of the API is a promise: what was answered so reaches the gateway, and who repeats a
 * request with its {@code Idempotency-Key}, on whichever node, gets the same answer and sends
 * nothing again, whatever is killed whenever. {@code -Dcrash.kills=N} says how often.
 */
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class ApiCrashIT {

  @TempDir private Path folder;

  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
  }

  @Test
  void whatIsSentThroughTheApiIsNeitherLostNorSentTwiceOnH2() throws Exception {
    CallEvidence evidence = run(CrashDatabase.h2(folder), 1);

    report("H2, one node", evidence);
    assertKept(evidence);
  }

  @Test
  void whatIsSentThroughTheApiIsNeitherLostNorSentTwiceByTwoNodesOnPostgres() throws Exception {
    try (EmbeddedPostgres postgres = CrashDatabase.startPostgres()) {
      CallEvidence evidence = run(CrashDatabase.postgres(postgres), 2);

      report("PostgreSQL, two nodes", evidence);
      assertKept(evidence);
    }
  }

  private CallEvidence run(CrashDatabase database, int nodes) throws Exception {
    try (CrashRun run = new CrashRun(distribution, database, nodes, Traffic.CALLS)) {
      run.startCalls();
      run.kill(CrashRun.KILLS);
      run.settle();
      return run.callEvidence();
    }
  }

  private static void assertKept(CallEvidence evidence) {
    assertSoftly(
        softly -> {
          // Enough to have met the kills, on however slow a machine.
          softly.assertThat(evidence.answered()).as("answered 202").isGreaterThan(20);
          softly.assertThat(evidence.brokenOff()).as("broken off").isPositive();
          softly.assertThat(evidence.refused()).as("answered neither 202 nor 503").isEmpty();
          softly.assertThat(evidence.lost()).as("answered 202 and lost").isEmpty();
          softly.assertThat(evidence.notAnsweredTheSame()).as("answered otherwise").isEmpty();
          softly.assertThat(evidence.storedTwice()).as("stored more than once").isEmpty();
          softly.assertThat(evidence.notDelivered()).as("not delivered").isEmpty();
          softly
              .assertThat(evidence.deliveries().twiceWithoutCause())
              .as("delivered twice, and not in flight at a kill")
              .isEmpty();
          softly.assertThat(evidence.outOfOrder()).as("out of order").isEmpty();
        });
  }

  private static void report(String what, CallEvidence evidence) {
    System.out.printf(
        "%s: %d kills, %d calls broken off, %d requests answered 202 and %d times again, %d messages"
            + " stored, %d lost, %d at the gateway, %d of them twice (%s)%n",
        what,
        evidence.deliveries().kills().size(),
        evidence.brokenOff(),
        evidence.answered(),
        evidence.answeredAgain(),
        evidence.stored().size(),
        evidence.lost().size(),
        evidence.deliveries().taken().size(),
        evidence.deliveries().twice(),
        Instant.now());
  }
}
