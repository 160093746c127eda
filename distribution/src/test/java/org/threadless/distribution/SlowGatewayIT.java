package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testing.FakeGateway;

/** A gateway that takes its time, or asks for a lot of it. */
class SlowGatewayIT {

  @TempDir private Path folder;

  private final FakeGateway gateway = new FakeGateway();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  private Distribution distribution;
  private RouterProcess router;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    release.countDown();
    gateway.close();
    if (router != null) {
      router.close();
    }
  }

  @Test
  void aStopWaitsForARequestWhoseReplyIsUnderWay() throws Exception {
    serve("60s", "retry: {first: 1s}");
    gateway.next(this::slowly);
    CompletableFuture<Integer> answer = post();

    stopWhileTheGatewayIsAsked();

    assertThat(answer.get(2, TimeUnit.MINUTES)).isEqualTo(200);
    assertThat(outgoing("status")).containsExactly("SENT");
    assertThat(gateway.received()).hasSize(1);
  }

  @Test
  void aStopWaitsForAMessageThatIsSentAgain() throws Exception {
    serve("60s", "retry: {first: 1s}");
    gateway.next(FakeGateway.answer(503), this::slowly);
    assertThat(post().get(2, TimeUnit.MINUTES)).isEqualTo(200);

    stopWhileTheGatewayIsAsked();

    assertThat(outgoing("status")).containsExactly("SENT");
  }

  @Test
  void whatAStopCannotWaitForIsPerhapsSentAndGoesOutAgainUnderTheSameId() throws Exception {
    serve("1s", "retry: {first: 1s}");
    gateway.next(FakeGateway.silence());
    CompletableFuture<Integer> answer = post();
    await().until(() -> !gateway.received().isEmpty());

    assertThat(terminate().get(2, TimeUnit.MINUTES)).isZero();

    assertThat(answer.get(2, TimeUnit.MINUTES)).isEqualTo(200);
    assertThat(outgoing("status")).containsExactly("QUEUED");
    assertThat(outgoing("reason"))
        .containsExactly("the router was stopped before the gateway had answered");
    assertThat(distribution.column("SELECT unanswered FROM waiting")).containsExactly("1");
    serve("1s", "retry: {first: 1s}");
    await().until(() -> gateway.received().size() == 2);
    assertThat(gateway.received().get(0).body())
        .startsWith("id=")
        .isEqualTo(gateway.received().get(1).body());
  }

  @Test
  void aRetryThatAStopCannotWaitForIsRecordedToo() throws Exception {
    serve("1s", "retry: {first: 1s, unanswered: 0}");
    gateway.next(FakeGateway.answer(503), FakeGateway.silence());
    assertThat(post().get(2, TimeUnit.MINUTES)).isEqualTo(200);
    await().until(() -> gateway.received().size() == 2);

    assertThat(terminate().get(2, TimeUnit.MINUTES)).isZero();

    assertThat(outgoing("status")).containsExactly("FAILED");
    assertThat(outgoing("reason"))
        .containsExactly(
            "no answer: perhaps sent: the router was stopped before the gateway had answered");
    assertThat(distribution.column("SELECT message_id FROM waiting")).isEmpty();
  }

  @Test
  void aGatewayThatAnswersAProbeWithAYearStopsNothingForThatLong() throws Exception {
    serve("60s", "retry: {first: 1s, max: 1s, give-up-after: 4s}");
    for (int i = 0; i < 50; i++) {
      gateway.next(FakeGateway.answer(503, "Retry-After: 31536000"));
    }
    for (int phone = 0; phone < 5; phone++) {
      assertThat(router.post("/http/gateway/", "phone-" + phone, "ping").statusCode())
          .isEqualTo(200);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(router.get("/health/ready").body())
                    .contains("\"waiting\":[]")
                    .contains("\"failed\":[{\"backend\":\"gateway\",\"messages\":5}]"));
    assertThat(terminate().get(2, TimeUnit.MINUTES)).isZero();
    assertThat(outgoing("reason")).hasSize(5).allMatch(each -> each.startsWith("given up after"));
  }

  private void stopWhileTheGatewayIsAsked() throws Exception {
    assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();
    CompletableFuture<Integer> exit = terminate();
    awaitNoMoreRequestsAreTaken();
    assertThat(exit).isNotDone();
    release.countDown();
    assertThat(exit.get(2, TimeUnit.MINUTES)).isZero();
  }

  private void slowly(Socket socket) throws IOException {
    asked.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    FakeGateway.answer(200).apply(socket);
  }

  private void serve(String stopTimeout, String setting) throws IOException {
    Path config = distribution.file("conf/slow.yml");
    Files.writeString(
        config,
        String.join(
            "\n",
            "http: {port: 0, stop-timeout: " + stopTimeout + "}",
            "database: {url: \"jdbc:h2:file:./data/router\"}",
            "apps: [ping]",
            "backends:",
            "  gateway:",
            "    engine: http",
            "    outgoing-url: \"" + gateway.url("/send") + "\"",
            "    " + setting,
            ""));
    router = distribution.serve("--config", config.toString());
  }

  private CompletableFuture<Integer> post() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return router.post("/http/gateway/", "1", "ping").statusCode();
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private CompletableFuture<Integer> terminate() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return router.terminate();
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }

  private void awaitNoMoreRequestsAreTaken() {
    await().until(() -> !isTaken());
  }

  private boolean isTaken() throws InterruptedException {
    try {
      return router.get("/health/live").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> outgoing(String column) throws SQLException {
    return distribution.column("SELECT " + column + " FROM message WHERE direction = 'OUT'");
  }
}
