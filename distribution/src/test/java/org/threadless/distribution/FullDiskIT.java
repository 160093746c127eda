package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  @Test
  void whileSmallMessagesAreStoredAndLargeOnesAreNotTheLogSaysSoOnce() throws Exception {
    Path logFile = folder.resolve("log");
    try (RouterProcess router = serve(logFile)) {
      int unused = fill(router);
      Set<Integer> answers = new HashSet<>();
      long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (System.nanoTime() < until) {
        answers.add(status(router));
        answers.add(router.post(TESTER, "1112223333", "echo hi").statusCode());
      }

      assertThat(answers).contains(503);
      assertThat(said(logFile)).hasSize(1);
      assertThat(said(logFile).get(0)).contains("No space left on device");
    }
  }

  @Test
  void whatIsNotReadySaysWhy() throws Exception {
    try (RouterProcess router = serve(folder.resolve("log"))) {
      int unused = fill(router);

      await()
          .untilAsserted(
              () -> {
                assertThat(status(router)).isEqualTo(503);
                HttpResponse<String> ready = router.get("/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body())
                    .containsPattern("\"reason\":\"[^\"]*.*No space left on device");
              });
    }
  }

  private RouterProcess serve(Path logFile) throws IOException {
    return RouterProcess.start(
        Distribution.command(distribution.file("bin/router").toString(), "serve"),
        ProcessBuilder.Redirect.to(logFile.toFile()));
  }

  /** Returns what the log says of the database. */
  private static List<String> said(Path logFile) throws IOException {
    return Files.readAllLines(logFile).stream()
        .filter(line -> line.contains("database is back") || line.contains("cannot be used now"))
        .toList();
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
