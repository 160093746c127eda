package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A file system of its own, so small that it is soon full; as root on Linux. */
@Isolated("has to meet a moment in which a file is closed")
class FullDiskIT {

  private static final String TESTER = "/httptester/httptester-public/";

  @TempDir private Path folder;

  private Path disk;
  private Distribution distribution;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
    // Where the tests have to run, they are run as root.
    assumeTrue(mounted || "true".equals(System.getenv("CI")), "no file system can be mounted here");
    assertThat(mounted).isTrue();
    distribution = Distribution.prepareIn(folder);
    distribution.configure("jdbc:h2:file:./data/router", "jdbc:h2:file:" + disk + "/router");
    distribution.configure("port: 8000", "port: 0");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void onceThereIsRoomAgainMessagesAreTakenAndNothingIsLost() throws Exception {
    int stored;
    try (RouterProcess router = distribution.serve()) {
      stored = fill(router);

      assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();

      await().until(() -> status(router) == 200);
      assertThat(router.terminate()).isZero();
    }
    assertThat(stored).isPositive();
    // Perhaps also some whose outcome was not known.
    assertThat(incoming()).isGreaterThan(stored);
  }

  @Test
  void whatTurnsReadOnlyRefusesMessagesAndTakesThemWhenItCanBeWrittenAgain() throws Exception {
    int stored;
    try (RouterProcess router = distribution.serve()) {
      stored = fill(router);
      assertThat(status(router)).isEqualTo(503);
      // The kernel waits for a moment in which no file is open to be written: H2 closes its own
      // whenever that is full, and opens it again soon.
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> run("mount", "-o", "remount,ro", disk.toString()));

      for (int i = 0; i < 3; i++) {
        assertThat(status(router)).isEqualTo(503);
      }
      assertThat(run("mount", "-o", "remount,rw,size=64m", disk.toString())).isTrue();

      await().until(() -> status(router) == 200);
      assertThat(router.terminate()).isZero();
    }
    assertThat(incoming()).isGreaterThan(stored);
  }

  /** Returns how many messages were taken until the file system was full. */
  private static int fill(RouterProcess router) throws IOException, InterruptedException {
    int stored = 0;
    while (status(router) == 200) {
      stored++;
    }
    return stored;
  }

  private static int status(RouterProcess router) throws IOException, InterruptedException {
    return router.post(TESTER, "1112223333", "echo " + "hello ".repeat(500)).statusCode();
  }

  private int incoming() throws SQLException {
    String url = "jdbc:h2:file:" + disk + "/router;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    try (Connection connection = DriverManager.getConnection(url, "", "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM message WHERE direction = 'IN'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
