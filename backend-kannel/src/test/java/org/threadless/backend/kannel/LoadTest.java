package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.kannel.rig.Kannel;
import org.threadless.kannel.rig.PhoneMessage;
import org.threadless.kannel.rig.Phones;

/**
 * Many messages from a phone network through Kannel and the router, and back. How many a second it
 * is, the benchmarks measure.
 */
@NeedsKannel
class LoadTest {

  private static final int MESSAGES = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void everyMessageIsAnsweredOnceInBothReplyModes() throws Exception {
    answerAll("sendsms", 0);
    answerAll("response", 10);
  }

  private void answerAll(String reply, int maxMessages) throws Exception {
    Path own = Files.createDirectory(folder.resolve(reply));
    Kannel kannel = new Kannel(own).set("MAX_MESSAGES", maxMessages).set("RETRY", 60);
    // As the distribution has it: a file.
    String database = "jdbc:h2:file:" + own.resolve("data/router");
    GatewayRouter router =
        GatewayRouter.start(
            own,
            database,
            0,
            "reply: " + reply,
            "sendsms-url: " + kannel.sendsmsUrl(),
            "sendsms-params: {username: rapidsms, password: change-me, from: 8080}");
    try (router;
        kannel) {
      kannel.set("GET_URL", router.url() + Kannel.GET_QUERY).startWithoutPhones();
      try (Phones phones =
          Phones.startSaying(own, kannel.phonePort(), MESSAGES, "254700 80 text echo hello ")) {
        await()
            .dontCatchUncaughtExceptions()
            .atMost(PATIENCE)
            .until(() -> Phones.count(own) >= MESSAGES);
      }
      assertThat(shown(own)).hasSize(MESSAGES);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(router.statuses("OUT")).doesNotContain("QUEUED"));
      assertThat(router.statuses("OUT")).hasSize(MESSAGES).containsOnly("SENT");
      assertThat(shown(own).stream().sorted().toList())
          .isEqualTo(
              router.texts("IN").stream()
                  .map(text -> text.substring("echo ".length()))
                  .sorted()
                  .toList());
    }
  }

  private static List<String> shown(Path folder) {
    return Phones.shown(folder).stream().map(PhoneMessage::text).toList();
  }
}
