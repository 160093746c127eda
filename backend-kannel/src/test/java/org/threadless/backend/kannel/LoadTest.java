package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.http.Answers;

/**
 * Many messages from a phone network through Kannel and the router, and back. Each is answered
 * once; the rates are printed, beside those of the same Kannel with servers that do nothing.
 */
@NeedsKannel
class LoadTest {

  private static final int MESSAGES = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @Test
  void everyMessageIsAnsweredOnceInBothReplyModes() throws Exception {
    double empty = rateOfAServer("empty", "");
    double answering = rateOfAServer("answering", "hello");
    double sendsms = rateOfTheRouter("sendsms", 0);
    double response = rateOfTheRouter("response", 10);

    System.out.printf(
        "RATE %d messages: into an empty server %.0f/s, into one that only answers with a text"
            + " %.0f/s; answered through the router %.0f/s (reply: sendsms) and %.0f/s (reply:"
            + " response, %.2f of the second); each answer back at its phone%n",
        MESSAGES, empty, answering, sendsms, response, response / answering);
  }

  /** The answer is a text that Kannel sends to the phone, unless it is empty. */
  private double rateOfAServer(String name, String answer) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            requests.incrementAndGet();
            Answers.line(response, callback, 200, answer);
            return true;
          }
        });
    server.start();
    Path own = Files.createDirectory(folder.resolve(name));
    try (Kannel kannel = new Kannel(own).set("MAX_MESSAGES", 10)) {
      kannel.set("GET_URL", server.getURI() + Kannel.GET_QUERY).startWithoutPhones();
      return rate(kannel, answer.isEmpty() ? requests::get : () -> Phones.count(own));
    } finally {
      server.stop();
    }
  }

  private double rateOfTheRouter(String reply, int maxMessages) throws Exception {
    Path own = Files.createDirectory(folder.resolve(reply));
    Kannel kannel = new Kannel(own).set("MAX_MESSAGES", maxMessages).set("RETRY", 60);
    // As the distribution has it: a file.
    String database = "jdbc:h2:file:" + own.resolve("data/router");
    Served router =
        Served.start(
            own,
            database,
            0,
            "reply: " + reply,
            "sendsms-url: " + kannel.sendsmsUrl(),
            "sendsms-params: {username: rapidsms, password: change-me, from: 8080}");
    try (router;
        kannel) {
      kannel.set("GET_URL", router.url() + Kannel.GET_QUERY).startWithoutPhones();
      double rate = rate(kannel, () -> Phones.count(own));
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
      return rate;
    }
  }

  /** Returns how many a second there are, from the first message until all are counted. */
  private double rate(Kannel kannel, IntSupplier counted) {
    long start = System.nanoTime();
    try (Phones phones =
        Phones.startSaying(
            folderOf(kannel), kannel.phonePort(), MESSAGES, "254700 80 text echo hello ")) {
      await()
          .dontCatchUncaughtExceptions()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> counted.getAsInt() >= MESSAGES);
      return MESSAGES * 1e9 / (System.nanoTime() - start);
    }
  }

  private static Path folderOf(Kannel kannel) {
    return kannel.configuration().getParent();
  }

  private static List<String> shown(Path folder) {
    return Phones.shown(folder).stream().map(PhoneMessage::text).toList();
  }
}
