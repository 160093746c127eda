package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.server.plugin.Plugins;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told by a router that is configured so. */
class ToldProgramsTest {

  private static final Connection ALICE = Connection.of("a", "alice");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;

  private final List<RunningRouter> routers = new ArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private HttpServer program;
  private volatile int status = 204;

  @BeforeEach
  void listen() throws IOException {
    program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    program.createContext("/", this::handle);
    program.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void close() {
    routers.forEach(RunningRouter::close);
    program.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + program.getAddress().getPort() + "/" + path;
  }

  private RunningRouter open(String callbacks) throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("router.yml"),
            "http: {port: 0}\ndatabase: {url: 'jdbc:h2:file:"
                + temp.resolve("db")
                + "'}\napps: [greeter]\nbackends: {a: {engine: journal}}\n"
                + callbacks.replace("SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    RunningRouter router =
        RunningRouter.open(
            Setup.read(file, Map.of(), Plugins.find(getClass().getClassLoader())), new Home(temp));
    routers.add(router);
    return router;
  }

  private String callbacks() {
    return "callbacks: [{url: '" + url("told") + "', secret: SECRET}]\n";
  }

  private List<String> types() {
    return told.stream().map(each -> json(each).get("type").asString()).toList();
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  @Test
  void aProgramIsToldOfWhatComesInAndOfWhatIsSent() throws Exception {
    RunningRouter router = open(callbacks());
    router.takeUp();
    router.incoming().incoming(ReceivedMessage.of(ALICE, "hello"));
    await().until(() -> told.size() == 2);

    assertThat(types()).containsExactlyInAnyOrder("message.received", "message.sent");
    JsonNode received = json(told.get(types().indexOf("message.received"))).get("data");
    JsonNode sent = json(told.get(types().indexOf("message.sent"))).get("data");
    assertThat(received.get("text").asString()).isEqualTo("hello");
    assertThat(received.has("segments")).isFalse();
    assertThat(sent.get("in-response-to")).isEqualTo(received.get("id"));
    assertThat(sent.get("segments").asInt()).isEqualTo(1);
    assertThat(sent.has("text")).isFalse();
  }

  @Test
  void whatWasNotToldIsToldAfterARestart() throws Exception {
    RunningRouter router = open(callbacks());
    router.incoming().incoming(ReceivedMessage.of(ALICE, "hello"));
    router.close();
    assertThat(told).isEmpty();

    open(callbacks()).takeUp();

    await().until(() -> told.size() == 2);
  }

  @Test
  void whatIsStillToBeToldIsSeenInTheHealth() throws Exception {
    status = 500;
    RunningRouter router = open(callbacks());
    router.takeUp();
    router.incoming().incoming(ReceivedMessage.of(ALICE, "hello"));
    URI ready = router.listen().resolve("/health/ready");

    await()
        .untilAsserted(
            () -> {
              JsonNode shown = json(get(ready)).get("callbacks");
              assertThat(shown.get(0).get("to").asString())
                  .isEqualTo("http://127.0.0.1:" + program.getAddress().getPort() + "/...");
              assertThat(shown.get(0).get("events").asInt()).isEqualTo(2);
              assertThat(shown.get(0).get("reason").asString()).isEqualTo("it answered 500");
            });
  }

  private static String get(URI url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void aMessageMayNameWhomToTellOfItWhereThatIsAllowed() throws Exception {
    RunningRouter router =
        open(
            "callbacks-by-message: {secret: SECRET, allow: ['127.0.0.1:"
                + program.getAddress().getPort()
                + "']}\n");
    router.takeUp();
    router.messenger().send("hello", SendOptions.none().callback(URI.create(url("own"))), ALICE);
    router.messenger().send("of nobody", ALICE);
    await().until(() -> told.size() == 1);

    assertThat(types()).containsExactly("message.sent");
    assertRefused(router, "https://example.org/")
        .hasMessageContaining("callbacks-by-message.allow does not name that host");
  }

  @Test
  void noMessageNamesWhomToTellWhereThatIsNotConfigured() throws Exception {
    assertRefused(open(""), url("own"))
        .hasMessageContaining("callbacks-by-message is not configured");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(RunningRouter router, String url) {
    SendOptions options = SendOptions.none().callback(URI.create(url));
    return assertThatThrownBy(() -> router.messenger().send("hello", options, ALICE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
