package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the zip's backup and restore do for a router that serves, and one that was killed. */
class BackupIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PAGE = "/httptester/httptester-public/";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder.resolve("a folder"));
    distribution.configure("port: 8000", "port: 0");
  }

  @AfterEach
  void stop() {
    goesOn.set(false);
    threads.shutdownNow();
  }

  @Test
  void whatWasAnsweredBeforeABackupUnderLoadIsThereWhenItIsRestoredAfterAKill() throws Exception {
    String zip = folder.resolve("backup.zip").toString();
    List<String> before;
    try (RouterProcess router = distribution.serve()) {
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int sender = i;
        senders.add(threads.submit(() -> send(router, sender)));
      }
      await().atMost(PATIENCE).until(() -> answered.size() > 200);
      before = List.copyOf(answered);

      FinishedCommand backup = distribution.run("backup", zip);

      assertThat(backup.err()).isEmpty();
      assertThat(backup.out()).singleElement().asString().contains(" messages, ").contains(zip);
      assertThat(answered.size()).isGreaterThan(before.size());
      assertThat(distribution.run("restore", "--force", zip).err())
          .singleElement()
          .asString()
          .contains("a router has it open; stop that first");
      goesOn.set(false);
      for (Future<?> sender : senders) {
        sender.get();
      }
      router.kill();
    }
    assertThat(distribution.run("restore", zip).err())
        .singleElement()
        .asString()
        .contains("it is there already; --force moves it aside");

    FinishedCommand restored = distribution.run("restore", "--force", zip);

    assertThat(restored.exit()).isZero();
    assertThat(distribution.column("SELECT text FROM message WHERE direction = 'IN'"))
        .containsAll(before);
    try (RouterProcess router = distribution.serve()) {
      assertThat(router.post(PAGE, "7", "ping").statusCode()).isEqualTo(200);
    }
  }

  private Void send(RouterProcess router, int sender) throws Exception {
    for (int i = 0; goesOn.get(); i++) {
      String text = "echo " + sender + "-" + i;
      if (router.post(PAGE, "100" + sender, text).statusCode() == 200) {
        answered.add(text);
      }
    }
    return null;
  }
}
