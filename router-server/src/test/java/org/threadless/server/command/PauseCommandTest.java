package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseCommandTest {

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
