package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.kannel.rig.Kannel;
import org.threadless.kannel.rig.PhoneMessage;
import org.threadless.testrig.Ports;

/** The program of docs/webhook.md answers, and is killed and started again under way. */
@Tag("long")
class WebhookIT {

  private static final String CI = "CI";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final int port = Ports.free();
  private Distribution distribution;
  private Process program;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    assumeThat(isThere("python3")).as("python3 is installed").isTrue();
  }

  @AfterEach
  void stop() throws InterruptedException {
    kill();
  }

  @Test
  void fromPhoneToPhoneNothingIsLostAndAllIsInOrder() throws Exception {
    assumeThat(Kannel.isInstalled() || "true".equals(System.getenv(CI)))
        .as("Kannel is installed")
        .isTrue();
    int http = Ports.free();
    try (Kannel kannel = new Kannel(Files.createDirectory(folder.resolve("kannel")))) {
      kannel.set("GET_URL", "http://127.0.0.1:" + http + "/kannel/gateway/" + Kannel.GET_QUERY);
      Path configuration = folder.resolve("phones.yml");
      Files.writeString(
          configuration,
          """
          http: {port: %d}
          database: {url: "jdbc:h2:file:./data/router"}
          apps:
            - webhook: {url: "http://127.0.0.1:%d/", keywords: [balance], on-failure: later}
            - default
          backends:
            gateway:
              engine: kannel
              sendsms-url: %s
              sendsms-params: {username: rapidsms, password: change-me, from: 8080}
          """
              .formatted(http, port, kannel.sendsmsUrl()));
      try (RouterProcess unused = distribution.serve("--config", configuration.toString())) {
        kannel.start();
        start();
        kannel.phones().say("254700111222 8080 text balance 7");
        assertThat(texts(kannel, 1)).containsExactly("Account 7 has 12.50.");

        kill();
        // Kannel asks for several at once: which of two comes first, it does not say.
        kannel.phones().say("254700111222 8080 text balance 8");
        awaitReceived(2, configuration);
        kannel.phones().say("254700111222 8080 text balance");
        awaitReceived(3, configuration);
        kannel.phones().say("254700111222 8080 text hello");
        start();

        assertThat(texts(kannel, 4))
            .containsExactly(
                "Account 7 has 12.50.",
                "Account 8 has 0.00.",
                "Send: BALANCE <account>",
                "Sorry, Threadless Router could not understand your message.");
      }
    }
  }

  @Test
  void aMessageThatWaitsForTheProgramIsStoredAndAnsweredAfterARestart() throws Exception {
    distribution.configure("port: 8000", "port: 0");
    distribution.configure(
        "  - echo\n",
        "  - webhook: {url: \"http://127.0.0.1:" + port + "/\", on-failure: later}\n");
    String page = "/httptester/httptester-public/";
    try (RouterProcess router = distribution.serve()) {
      assertThat(router.post(page, "1112223333", "balance 7").statusCode()).isEqualTo(200);
      assertThat(router.post(page, "1112223333", "balance 8").statusCode()).isEqualTo(200);
      router.kill();
    }
    start();
    try (RouterProcess router = distribution.serve()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(router.get(page + "1112223333/messages").body())
                      .containsSubsequence("Account 7 has 12.50.", "Account 8 has 0.00."));
    }
  }

  private void awaitReceived(int count, Path configuration) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        distribution
                            .run(
                                "messages",
                                "--direction",
                                "in",
                                "--config",
                                configuration.toString())
                            .out())
                    .hasSize(count));
  }

  private static List<String> texts(Kannel kannel, int count) {
    return kannel.phones().await(count).stream().map(PhoneMessage::text).toList();
  }

  private void start() throws IOException {
    program =
        Distribution.command(
                "python3",
                Checkout.file("examples/webhook-python/app.py").toString(),
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("program.log").toFile())
            .start();
    await().atMost(PATIENCE).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void kill() throws InterruptedException {
    if (program != null) {
      program.destroyForcibly().waitFor();
    }
  }

  private static boolean isThere(String command) {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
