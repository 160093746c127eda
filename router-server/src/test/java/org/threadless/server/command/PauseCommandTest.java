package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.message.BackendName;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

class PauseCommandTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\S+Z";

  @TempDir Path temp;
  private Path journal;
  private String config;

  @BeforeEach
  void configure() {
    journal = temp.resolve("journal.txt");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: '%s'}
                apps: [greeter]
                backends: {one: {engine: journal, file: '%s'}, two: {engine: journal}}
                """
                    .formatted("jdbc:h2:file:" + temp.resolve("db"), journal));
  }

  @Test
  void nothingGoesOutThroughABackendThatIsPausedUntilItIsResumed() throws Exception {
    CommandResult paused = CommandResult.router("pause", config, "one");
    assertThat(paused.errLines()).isEmpty();
    assertThat(paused.outLines())
        .containsExactly("backend one is paused: its messages wait for 'router resume one'");

    CommandResult taken = CommandResult.router("incoming", config, "one", "1", "hello");
    assertThat(taken.exitCode()).isZero();
    assertThat(sent()).isEmpty();

    CommandResult waits = CommandResult.router("send", config, "one", "3", "later");
    assertThat(waits.out())
        .startsWith("QUEUED ")
        .contains(": backend one is paused by hand since ");

    CommandResult resumed = CommandResult.router("resume", config, "one");
    assertThat(resumed.outLines())
        .containsExactly("backend one is not paused: its messages go out");
    // With what has waited, of which a command that ends soon may leave some to the next.
    await()
        .untilAsserted(
            () -> {
              CommandResult.router("incoming", config, "one", "2", "hello");
              assertThat(sent()).containsOnlyOnce("one sent later");
            });
    assertThat(sent()).filteredOn("one sent Hello from greeter 1"::equals).hasSizeGreaterThan(1);
  }

  @Test
  void whatIsResumedThoughItIsDownIsNotSaidToGoOut() {
    CommandResult.router("pause", config, "one");
    suspend();

    CommandResult resumed = CommandResult.router("resume", config, "one");

    assertThat(resumed.exitCode()).isZero();
    assertThat(resumed.outLines())
        .singleElement()
        .asString()
        .matches(
            "backend one is not paused, but down, and probed from "
                + TIME
                + " on; what waits goes out when that is over");
  }

  @Test
  void whatIsResumedOutsideOfItsHoursIsNotSaidToGoOut() {
    String tomorrow = ZonedDateTime.now(ZoneOffset.UTC).plusDays(1).getDayOfWeek().name();
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                backends:
                  one:
                    engine: journal
                    hours: {from: '00:00', to: '00:01', zone: UTC, days: [%s]}
                """
                    .formatted(
                        temp.resolve("db"), tomorrow.substring(0, 3).toLowerCase(Locale.ROOT)));

    assertThat(CommandResult.router("resume", config, "one").outLines())
        .singleElement()
        .asString()
        .matches(
            "backend one is not paused, but outside of its hours until .*00:00 UTC; what waits goes"
                + " out when that is over");
  }

  private void suspend() {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:file:" + temp.resolve("db"), null, null, null);
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      database.backlog().suspend(new BackendName("one"), Instant.now());
    }
  }

  @Test
  void aBackendThatIsNotConfiguredIsOneLineWithThoseThatAre() {
    for (String command : List.of("pause", "resume")) {
      CommandResult ran = CommandResult.router(command, config, "three");

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.errLines())
          .containsExactly(
              "BACKEND is not the name of a configured backend: three; configured: one, two");
    }
  }

  @Test
  void anEmbeddedDatabaseThatAnotherProcessHasOpenWhichDoesNotServeIsOneLine() throws Exception {
    CommandResult.router("resume", config, "one");
    try (FileChannel channel =
            FileChannel.open(
                temp.resolve("db.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      CommandResult ran = CommandResult.router("pause", config, "one");

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.errLines()).singleElement().asString().contains("another process");
    }
  }

  private List<String> sent() throws Exception {
    return Files.exists(journal)
        ? Files.readAllLines(journal).stream().filter(line -> line.contains("sent")).toList()
        : List.of();
  }
}
