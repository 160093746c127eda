package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database is away messages are refused, and nothing gets stuck or lost. */
@Tag("long")
class DatabaseAwayIT {

  private static final String TESTER = "/httptester/tester/";

  @TempDir private Path folder;

  private RestartablePostgres postgres;
  private RouterProcess router;

  @BeforeEach
  void start() throws Exception {
    postgres = new RestartablePostgres(folder.resolve("postgres"));
    Distribution distribution = Distribution.unzipInto(folder);
    Path config = distribution.file("conf/away.yml");
    Files.writeString(
        config,
        "http: {port: 0}\ndatabase: {url: '"
            + postgres.url()
            + "', user: postgres}\napps: [echo]\nbackends: {tester: {engine: httptester}}\n");
    router = distribution.serve("--config", config.toString());
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
    postgres.close();
  }

  @Test
  void aDatabaseThatIsStoppedAndStartedAgain() throws Exception {
    assertThat(router.post(TESTER, "1", "echo before").statusCode()).isEqualTo(200);

    postgres.stop();
    assertRefused("stopped");
    postgres.start();

    assertWorksAgain("started again");
  }

  @Test
  void aDatabaseThatHangs() throws Exception {
    assertThat(router.post(TESTER, "1", "echo before").statusCode()).isEqualTo(200);

    postgres.freeze();
    try {
      assertRefused("hanging");
    } finally {
      postgres.thaw();
    }

    assertWorksAgain("going on");
  }

  private void assertRefused(String what) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    try {
      List<CompletableFuture<Duration>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String identity = "away-" + i;
        answers.add(CompletableFuture.supplyAsync(() -> timeOfRefusal(identity), clients));
      }
      Duration longest = Duration.ZERO;
      for (CompletableFuture<Duration> answer : answers) {
        Duration time = answer.get(30, TimeUnit.SECONDS);
        longest = time.compareTo(longest) > 0 ? time : longest;
      }
      System.out.println(what + ": refused within " + longest.toMillis() + " ms");
    } finally {
      clients.shutdownNow();
    }
    assertThat(router.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(router.get("/health/ready").statusCode()).isEqualTo(503);
  }

  private Duration timeOfRefusal(String identity) {
    Instant start = Instant.now();
    try {
      HttpResponse<String> answer = router.post(TESTER, identity, "echo away");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Duration.between(start, Instant.now());
  }

  private void assertWorksAgain(String what) throws Exception {
    Instant start = Instant.now();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> router.post(TESTER, "1", "echo after").statusCode() == 200);
    System.out.println(
        what + ": works " + Duration.between(start, Instant.now()).toMillis() + " ms later");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> router.get("/health/ready").statusCode() == 200);
    // What came of a message just before may not have been stored, and is now.
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(router.get(TESTER + "1/messages").body())
                    .contains("\"text\":\"before\",\"status\":\"SENT\"")
                    .contains("\"text\":\"after\",\"status\":\"SENT\""));
  }
}
