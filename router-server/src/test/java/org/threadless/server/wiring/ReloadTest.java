package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.plugin.Plugins;

/** A router that listens, and whose configuration changes. */
class ReloadTest {

  private static final Plugins PLUGINS = Plugins.find(ReloadTest.class.getClassLoader());

  private final HttpClient client = HttpClient.newHttpClient();
  private final String database = "jdbc:h2:mem:" + UUID.randomUUID();

  @TempDir private Path temp;

  private RunningRouter router;
  private Reload reload;
  private URI root;

  @AfterEach
  void close() {
    if (reload != null) {
      reload.close();
      router.close();
    }
  }

  private String yaml(String greeting, String journal, String board, String more) {
    return """
    http: {port: 0, stop-timeout: 1s}
    database: {url: '%s'}
    apps: [counter, {greeter: {greeting: %s}}]
    backends: {a: {engine: journal, file: '%s'}, b: {engine: journal, file: '%s'}}
    board: {text: %s, file: '%s'}
    %s"""
        .formatted(
            database,
            greeting,
            temp.resolve(journal),
            temp.resolve("b.txt"),
            board,
            temp.resolve("board.txt"),
            more);
  }

  private Setup read(String yaml) {
    try {
      return Setup.read(Files.writeString(temp.resolve("router.yml"), yaml), Map.of(), PLUGINS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(String yaml) throws IOException {
    Setup setup = read(yaml);
    Home home = new Home(temp);
    router = RunningRouter.open(setup, home);
    router.takeUp();
    root = router.listen();
    reload = new Reload(router, home);
  }

  private boolean take(String yaml) {
    return reload.take(() -> read(yaml));
  }

  private List<String> say(String backend) {
    return router
        .incoming()
        .incoming(ReceivedMessage.of(Connection.of(backend, "1112223333"), "hello"))
        .sent()
        .stream()
        .map(OutgoingMessage::text)
        .toList();
  }

  private HttpResponse<String> board() {
    try {
      return client.send(
          HttpRequest.newBuilder(root.resolve("board/")).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void otherSettingsAreTakenByAppsBackendsAndEndpoints() throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));
    assertThat(say("a")).containsExactly("counted 1", "Hello from greeter 1");

    assertThat(take(yaml("Salut", "other.txt", "Ink", ""))).isTrue();

    assertThat(say("a")).containsExactly("counted 2", "Salut from greeter 1");
    assertThat(Files.readAllLines(temp.resolve("other.txt")))
        .containsExactly("a made", "a sent counted 2", "a sent Salut from greeter 1");
    assertThat(board().body()).isEqualTo("Ink of 2 backends");
  }

  @Test
  void whatWasReplacedIsClosedAndWhatHasNotChangedIsLeftAlone() throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));

    assertThat(take(yaml("Hello", "other.txt", "Ink", ""))).isTrue();

    await().untilAsserted(() -> assertThat(temp.resolve("a.txt")).hasContent("a made\na closed"));
    assertThat(temp.resolve("board.txt"))
        .content()
        .startsWith("board made\nboard listening\nboard made\nboard listening\n");
    assertThat(temp.resolve("b.txt")).hasContent("b made");
    reload.close();
    router.close();
    assertThat(temp.resolve("other.txt")).hasContent("a made\na closed");
    assertThat(temp.resolve("b.txt")).hasContent("b made\nb closed");
    assertThat(Files.readAllLines(temp.resolve("board.txt")))
        .filteredOn("board closed"::equals)
        .hasSize(2);
  }

  @Test
  void whatWasReplacedJustNowIsClosedWithTheRouter() throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));
    assertThat(take(yaml("Hello", "other.txt", "Chalk", ""))).isTrue();

    reload.close();
    router.close();

    assertThat(temp.resolve("a.txt")).hasContent("a made\na closed");
    assertThat(temp.resolve("other.txt")).hasContent("a made\na closed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project-name: Another",
        "language: fr",
        "limits: {max-waiting: 7}",
        "routes: [{prefix: '+254', to: a}]",
        "callbacks: [{url: 'https://example.org/', secret: whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0}]",
      })
  void whatTakesARestartLeavesAllAsItWas(String more) throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));

    assertThat(take(yaml("Salut", "other.txt", "Ink", more))).isFalse();

    goesOnAsBefore();
  }

  private void goesOnAsBefore() {
    assertThat(say("a")).last().isEqualTo("Hello from greeter 1");
    assertThat(temp.resolve("other.txt")).doesNotExist();
    assertThat(board().body()).isEqualTo("Chalk of 2 backends");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {port: 0, stop-timeout: 1s}|http: {port: 0, stop-timeout: 2s}",
        "apps: [counter, |apps: [",
        "apps: [counter, |apps: [left, counter, ",
        ", b: {engine: journal,|, c: {engine: journal,",
        "{a: {engine: journal, |{a: {engine: journal, handler: queue, ",
        "{a: {engine: journal, |{a: {engine: journal, concurrency: 3, ",
        "board: |# "
      })
  void whatComesGoesOrIsOfAnotherKindTakesARestart(String change) throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));
    String[] parts = change.split("\\|", 2);
    String next = yaml("Salut", "other.txt", "Ink", "");

    assertThat(next).contains(parts[0]);
    assertThat(take(next.replace(parts[0], parts[1]))).isFalse();

    goesOnAsBefore();
  }

  @Test
  void whatIsWrongLeavesAllAsItWas() throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));

    assertThat(take(yaml("Salut", "other.txt", "Ink", "nonsense: 1"))).isFalse();
    assertThat(take("apps: [")).isFalse();
    assertThat(take(yaml("''", "other.txt", "Ink", ""))).isFalse();

    goesOnAsBefore();
  }

  @Test
  void whatCannotBeMadeLeavesAllAsItWasAndClosesWhatWasMade() throws Exception {
    start(yaml("Hello", "a.txt", "Chalk", ""));
    String next = yaml("Salut", "other.txt", "Ink", "");

    assertThat(take(next.replace("b.txt'", "b.txt', fails: true"))).isFalse();
    assertThat(take(next.replace("board: {", "board: {fails: true, "))).isFalse();

    assertThat(temp.resolve("other.txt")).hasContent("a made\na closed\na made\na closed");
    assertThat(say("a")).last().isEqualTo("Hello from greeter 1");
    assertThat(board().body()).isEqualTo("Chalk of 2 backends");
    assertThat(take(yaml("Salut", "third.txt", "Ink", ""))).isTrue();
    assertThat(say("a")).last().isEqualTo("Salut from greeter 1");
  }

  @Test
  void underLoadNothingIsLostOrRefusedDuringTenReloads() throws Exception {
    start(yaml("Hello0", "a.txt", "Chalk0", ""));
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicInteger messages = new AtomicInteger();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> load =
        Stream.of(1, 2, 3, 4)
            .map(
                number ->
                    CompletableFuture.runAsync(
                        () -> {
                          while (!stopped.get()) {
                            List<String> said =
                                router
                                    .incoming()
                                    .incoming(
                                        ReceivedMessage.of(
                                            Connection.of(
                                                number % 2 == 0 ? "a" : "b",
                                                String.valueOf(number)),
                                            "hello"))
                                    .sent()
                                    .stream()
                                    .map(OutgoingMessage::text)
                                    .toList();
                            messages.incrementAndGet();
                            HttpResponse<String> board = board();
                            if (said.size() != 2 || board.statusCode() != 200) {
                              wrong.add(said + " " + board.statusCode() + " " + board.body());
                            }
                          }
                        }))
            .toList();
    for (int i = 1; i <= 10; i++) {
      int before = messages.get();
      assertThat(take(yaml("Hello" + i, "a" + i + ".txt", "Chalk" + i, ""))).isTrue();
      await().until(() -> messages.get() > before + 20);
    }
    stopped.set(true);
    for (CompletableFuture<Void> each : load) {
      each.get();
    }

    assertThat(wrong).isEmpty();
    assertThat(say("a")).last().isEqualTo("Hello10 from greeter 1");
    long sent = 0;
    for (String file : List.of("a.txt", "b.txt")) {
      sent += sent(file);
    }
    for (int i = 1; i <= 10; i++) {
      sent += sent("a" + i + ".txt");
    }
    assertThat(sent).isEqualTo(2L * (messages.get() + 1));
    assertThat(router.backlog().waiting()).isEmpty();
  }

  private long sent(String file) throws IOException {
    try (Stream<String> lines = Files.lines(temp.resolve(file))) {
      return lines.filter(line -> line.contains(" sent ")).count();
    }
  }
}
