package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.testrig.Ports;

/** Whoever lets a database forget what it has committed is warned. */
class ForgettingTest {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @TempDir private Path folder;

  @Test
  void anH2AsTheRouterOpensItForgetsNothing() {
    assertThat(forgetting(h2(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";WRITE_DELAY=700",
        ";INIT=SET WRITE_DELAY 700",
        ";INIT=SET WRITE_DELAY 0\\;SET WRITE_DELAY 700"
      })
  void commitsOfH2ThatAreWrittenLaterAreNamed(String parameters) {
    assertThat(forgetting(h2(parameters)))
        .contains(
            "the database: WRITE_DELAY is 700: messages of as many milliseconds that were answered"
                + " 200 are lost when the process is killed; let it be 0");
  }

  @Test
  void whatPostgresDoesNotWaitForIsNamed() throws Exception {
    PostgresServer.alter(postgres.database(), "SET synchronous_commit = off");

    assertThat(forgetting(postgres.database()))
        .contains(
            "the database: with fsync = off and synchronous_commit = off PostgreSQL"
                + " loses messages that were answered 200 when it, or its machine, goes"
                + " down; let that be on");
  }

  @Test
  void aCommitThatWaitsForThisMachineOnlyIsNotAmongThat() throws Exception {
    PostgresServer.alter(postgres.database(), "SET synchronous_commit = local");

    assertThat(forgetting(postgres.database()).orElseThrow()).doesNotContain("synchronous_commit");
  }

  @Test
  void aPostgresWithItsDefaultsForgetsNothing() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      String url = server.getJdbcUrl("postgres", "postgres");

      assertThat(forgetting(new DatabaseSettings(url, "postgres", null, null))).isEmpty();
    }
  }

  private DatabaseSettings h2(String parameters) {
    String url = "jdbc:h2:file:" + folder.resolve("router") + parameters;
    return new DatabaseSettings(url, null, null, null);
  }

  private static Optional<String> forgetting(DatabaseSettings settings) {
    Optional<String> checked = OfflineDatabase.check(settings).forgetting();
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      assertThat(database.forgetting()).isEqualTo(checked);
    }
    return checked;
  }
}
