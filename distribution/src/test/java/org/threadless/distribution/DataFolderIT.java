package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the embedded database is moved away from under a router that serves. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "does not let an open file be moved")
class DataFolderIT {

  private static final String TESTER = "/httptester/tester/";
  private static final int CLIENTS = 8;

  @TempDir private Path folder;

  private Distribution distribution;
  private Path data;
  private Path elsewhere;
  private RouterProcess router;

  @BeforeEach
  void start() throws Exception {
    distribution = Distribution.prepareIn(folder);
    data = distribution.file("data");
    elsewhere = distribution.file("elsewhere");
    Files.writeString(
        distribution.file("conf/router.yml"),
        "http: {port: 0}\napps: [echo]\nbackends: {tester: {engine: httptester}}\n");
    router = distribution.serve();
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
  }

  @Test
  void noMessageIsAnsweredThatTheNextStartDoesNotFind() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String client = "client-" + i;
        all.add(
            clients.submit(
                () -> {
                  for (int n = 0; !over.get(); n++) {
                    post(client + "-" + n, acknowledged, refused);
                  }
                  return null;
                }));
      }
      await().until(() -> acknowledged.size() > 100);
      Files.move(data, elsewhere);
      await().until(() -> refused.get() > 100);
      assertThat(router.get("/health/ready").statusCode()).isEqualTo(503);
      int before = acknowledged.size();
      assertThat(router.post(TESTER, "late", "echo late").statusCode()).isEqualTo(503);
      assertThat(acknowledged).hasSize(before);

      Files.move(elsewhere, data);
      await().until(() -> acknowledged.size() > before + 100);
      await().until(() -> router.get("/health/ready").statusCode() == 200);
      over.set(true);
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      over.set(true);
      clients.shutdown();
    }

    router.kill();
    router = distribution.serve();

    for (String identity : acknowledged) {
      assertThat(router.get(TESTER + identity + "/messages").body())
          .as(identity)
          .contains("\"text\":\"echo hello\"");
    }
  }

  @Test
  void afterARestartItWorksOnWithWhatIsThere() throws Exception {
    assertThat(router.post(TESTER, "1", "echo hello").statusCode()).isEqualTo(200);
    Files.move(data, elsewhere);
    assertThat(router.post(TESTER, "1", "echo hello").statusCode()).isEqualTo(503);

    router.terminate();
    Files.move(elsewhere, data);
    router = distribution.serve();

    assertThat(router.post(TESTER, "2", "echo hello").statusCode()).isEqualTo(200);
    assertThat(router.get(TESTER + "1/messages").body()).contains("\"text\":\"hello\"");
  }

  private void post(String identity, Queue<String> acknowledged, AtomicInteger refused)
      throws Exception {
    HttpResponse<String> answer = router.post(TESTER, identity, "echo hello");
    if (answer.statusCode() == 200) {
      acknowledged.add(identity);
    } else {
      assertThat(answer.statusCode()).isEqualTo(503);
      refused.incrementAndGet();
    }
  }
}
