package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Apps that compute without end, many times as many as there are processors. */
@Tag("long")
@Isolated("takes all processors")
class BusyAppsIT {

  private static final int BUSY = 64;

  // An answer comes within it, however slow this machine is, or it never does.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String SOURCE =
      """
      import org.threadless.router.app.*;
      import org.threadless.router.message.IncomingMessage;

      public class Busy implements AppPlugin {
        public String name() { return "busy"; }
        public Class<? extends App> appType() { return Spinning.class; }

        public static class Spinning implements App {
          private static volatile boolean end;
          public boolean handle(IncomingMessage message) {
            if (message.text().equals("end")) { end = true; }
            if (message.text().equals("spin")) { while (!end) { Thread.onSpinWait(); } }
            return false;
          }
        }
      }
      """;

  private static final String CONFIG =
      """
      http: {port: 0, max-concurrent: 100}
      limits: {warn-after: 1s}
      apps: [busy, echo]
      backends: {web: {engine: http}}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<CompletableFuture<HttpResponse<String>>> busy = new ArrayList<>();

  @TempDir private Path folder;
  private Path log;
  private RouterProcess router;

  @BeforeEach
  void start() throws Exception {
    Distribution distribution = Distribution.unzipInto(folder);
    CompiledPlugin.jar(
        distribution.file("plugins/busy.jar"), distribution.file("lib"), "Busy", SOURCE);
    Path config = distribution.file("conf/busy.yml");
    Files.writeString(config, CONFIG);
    log = folder.resolve("log");
    ProcessBuilder command =
        Distribution.command(
            distribution.file("bin/router").toString(), "serve", "--config", config.toString());
    // With the compiler and the collector of garbage that Java takes by itself.
    command.environment().put("ROUTER_OPTS", "");
    router = RouterProcess.start(command, ProcessBuilder.Redirect.to(log.toFile()));
    for (int i = 0; i < BUSY; i++) {
      busy.add(client.sendAsync(message("busy" + i, "spin"), BodyHandlers.ofString()));
    }
    await().until(() -> get("health/ready").body().contains("\"apps\":{\"busy\":" + BUSY + "}"));
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
  }

  @Test
  void healthIsAnsweredAndOtherMessagesGoOnAndTheLogNamesThem() throws Exception {
    assertThat(get("health/live").body()).isEqualTo("OK");
    assertThat(send("another", "echo hello").statusCode()).isEqualTo(200);
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(log))
                    .contains(
                        "app busy in handle", "has not returned for", "Busy$Spinning.handle"));
    assertThat(busy).noneMatch(CompletableFuture::isDone);

    assertThat(send("another", "end").statusCode()).isEqualTo(200);

    for (CompletableFuture<HttpResponse<String>> each : busy) {
      assertThat(each.get(2, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> send(String identity, String text) throws Exception {
    return client.send(message(identity, text), BodyHandlers.ofString());
  }

  private HttpRequest message(String identity, String text) {
    return HttpRequest.newBuilder(url("http/web/"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "identity=" + identity + "&text=" + text.replace(' ', '+')))
        .build();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private URI url(String path) {
    return router.root().resolve(path);
  }
}
