package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A router that serves from the zip, whose configuration changes, and that gets a SIGHUP. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGHUP")
class ReloadIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int RELOADS = 8;

  @TempDir private Path folder;

  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean goesOn = new AtomicBoolean(true);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Distribution distribution;
  private HttpServer gateway;
  private Path config;
  private Path log;
  private RouterProcess router;

  /** What the gateway was asked to send, and at which path. */
  private record Sent(String path, String text) {}

  @BeforeEach
  void serve() throws Exception {
    distribution = Distribution.prepareIn(folder);
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    gateway.createContext("/", this::take);
    gateway.setExecutor(threads);
    gateway.start();
    config = distribution.file("conf/router.yml");
    log = folder.resolve("log");
    configure("first", "");
    router =
        RouterProcess.start(
            Distribution.command(distribution.file("bin/router").toString(), "serve"),
            ProcessBuilder.Redirect.to(log.toFile()));
  }

  @AfterEach
  void stop() throws Exception {
    goesOn.set(false);
    router.close();
    gateway.stop(0);
    threads.shutdownNow();
  }

  private void configure(String name, String more) throws IOException {
    String root = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/";
    Files.writeString(
        config,
        """
        http: {port: 0, stop-timeout: 5s}
        database: {url: "jdbc:h2:file:./data/router"}
        apps:
          - echo
          - default: {response: "%1$s did not understand"}
        backends:
          web: {engine: http, incoming-external-id: ref, outgoing-url: "%2$s%1$s-web?to={identity}&text={text}"}
          kannel: {engine: kannel, sendsms-url: "%2$s%1$s-kannel"}
        %3$s
        """
            .formatted(name, root, more));
  }

  private void take(HttpExchange exchange) throws IOException {
    String text =
        List.of(exchange.getRequestURI().getRawQuery().split("&")).stream()
            .filter(field -> field.startsWith("text="))
            .map(field -> URLDecoder.decode(field.substring(5), StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    sent.add(new Sent(exchange.getRequestURI().getPath().substring(1), text));
    byte[] answer = "0: Accepted for delivery".getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(202, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> errors() {
    return log().lines().filter(line -> line.contains(" ERROR ")).toList();
  }

  private void awaitTaken(int times) {
    await()
        .atMost(PATIENCE)
        .until(() -> log().split("the configuration was read again: ", -1).length == times + 1);
  }

  @Test
  void aGoodChangeIsTakenAndABadOneIsSaidInOneLineAndTheOldStays() throws Exception {
    assertThat(router.post("/http/web/", "1", "what").statusCode()).isEqualTo(200);
    assertThat(sent).containsExactly(new Sent("first-web", "first did not understand"));

    configure("second", "");
    router.hangUp();
    awaitTaken(1);
    assertThat(router.post("/http/web/", "1", "what").statusCode()).isEqualTo(200);
    assertThat(sent).last().isEqualTo(new Sent("second-web", "second did not understand"));
    assertThat(log())
        .contains("other settings from now on for app default, backend web, backend kannel");
    assertThat(errors()).isEmpty();

    configure("third", "nonsense: 1");
    router.hangUp();
    await().atMost(PATIENCE).until(() -> log().contains("all goes on with the old one"));
    assertThat(errors())
        .hasSize(2)
        .first()
        .asString()
        .contains("router.yml:9", "nonsense", "is not");
    assertThat(router.post("/http/web/", "1", "what").statusCode()).isEqualTo(200);
    assertThat(sent).last().isEqualTo(new Sent("second-web", "second did not understand"));

    configure("fourth", "project-name: Another");
    router.hangUp();
    await().atMost(PATIENCE).until(() -> log().contains("takes a restart"));
    assertThat(router.post("/http/web/", "1", "what").statusCode()).isEqualTo(200);
    assertThat(sent).last().isEqualTo(new Sent("second-web", "second did not understand"));
    assertThat(router.terminate()).isZero();
  }

  @Test
  void underLoadNothingIsLostDoubledOrRefusedByBackendsThatAreReplaced() throws Exception {
    List<Future<?>> senders = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int sender = i;
      senders.add(threads.submit(() -> send("/http/web/", "identity", "web-" + sender)));
      senders.add(threads.submit(() -> send("/kannel/kannel/", "id", "kannel-" + sender)));
    }

    for (int i = 1; i <= RELOADS; i++) {
      int before = answered.size();
      await().atMost(PATIENCE).until(() -> answered.size() > before + 100);
      configure("at" + i, "");
      router.hangUp();
      awaitTaken(i);
    }
    int before = answered.size();
    await().atMost(PATIENCE).until(() -> answered.size() > before + 100);
    goesOn.set(false);
    for (Future<?> each : senders) {
      each.get();
    }

    // Each once: what a gateway has not answered would be there twice, and what was lost not at
    // all.
    assertThat(sent.stream().map(Sent::text)).containsExactlyInAnyOrderElementsOf(answered);
    assertThat(sent.stream().map(Sent::path).distinct()).hasSize(2 * (RELOADS + 1));
    assertThat(router.terminate()).isZero();
    assertThat(errors()).isEmpty();
    assertThat(distribution.column("SELECT count(*) FROM message WHERE direction = 'IN'"))
        .containsExactly(String.valueOf(answered.size()));
    assertThat(distribution.column("SELECT status FROM message WHERE direction = 'OUT'"))
        .hasSize(answered.size())
        .containsOnly("SENT");
  }

  private Void send(String path, String field, String sender) throws Exception {
    for (int i = 0; goesOn.get(); i++) {
      String text = sender + "-" + i;
      String form = field + "=" + sender + "&text=echo+" + text + "&ref=" + text;
      // Kannel calls by GET.
      int status =
          field.equals("id")
              ? router.get(path + "?" + form).statusCode()
              : router.postForm(path, form).statusCode();
      assertThat(status).isEqualTo(200);
      answered.add(text);
    }
    return null;
  }
}
