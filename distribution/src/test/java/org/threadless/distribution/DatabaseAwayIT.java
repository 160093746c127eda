package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    Distribution distribution = Distribution.prepareIn(folder);
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
  void whileADatabaseIsStoppedAllIsRefusedAndNothingOfItStored() throws Exception {
    assertThat(router.post(TESTER, "1", "echo before").statusCode()).isEqualTo(200);

    postgres.stop();
    assertRefused();
    postgres.start();

    assertWorksAgain();
  }

  @Test
  void whileADatabaseHangsAllIsRefusedAndNothingOfItStored() throws Exception {
    assertThat(router.post(TESTER, "1", "echo before").statusCode()).isEqualTo(200);

    postgres.freeze();
    try {
      assertRefused();
    } finally {
      postgres.thaw();
    }

    assertWorksAgain();
  }

  @Test
  void whileATableIsLockedAllIsRefusedAndNothingOfItStored() throws Exception {
    assertThat(router.post(TESTER, "1", "echo before").statusCode()).isEqualTo(200);

    try (Connection lock = postgres.lock("message")) {
      assertRefused();
    }

    assertWorksAgain();
  }

  private void assertRefused() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    try {
      List<Future<HttpResponse<String>>> answers =
          identities()
              .map(each -> clients.submit(() -> router.post(TESTER, each, "echo away")))
              .toList();
      for (Future<HttpResponse<String>> answer : answers) {
        HttpResponse<String> refusal = answer.get(2, TimeUnit.MINUTES);
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(router.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(router.get("/health/ready").statusCode()).isEqualTo(503);
  }

  private void assertWorksAgain() throws Exception {
    await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> router.post(TESTER, "1", "echo after").statusCode() == 200);
    await().until(() -> router.get("/health/ready").statusCode() == 200);
    // What came of a message just before may not have been stored, and is now.
    await()
        .untilAsserted(
            () ->
                assertThat(router.get(TESTER + "1/messages").body())
                    .contains("\"text\":\"before\",\"status\":\"SENT\"")
                    .contains("\"text\":\"after\",\"status\":\"SENT\""));
    for (String refused : identities().toList()) {
      HttpResponse<String> stored = router.get(TESTER + refused + "/messages");
      assertThat(stored.statusCode()).isEqualTo(200);
      assertThat(stored.body()).as("what is stored of what was refused").doesNotContain("away\"");
    }
  }

  private static Stream<String> identities() {
    return IntStream.range(0, 100).mapToObj(i -> "refused-" + i);
  }
}
