package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.distribution.provider.Brought;
import org.threadless.kafka.rig.KafkaCluster;
import org.threadless.testrig.Ports;

/** What the zip has for those who watch it, with a router and with a real Prometheus. */
@Tag("long")
class MonitoringIT {

  // So that garbage is collected soon: what is never collected has no pauses to be shown.
  private static final String SMALL = "-Xmn8m";

  private static final Pattern SERIES =
      Pattern.compile("\"metric\":\\{([^}]*)},\"value\":\\[[^,]*,\"([^\"]*)\"]");

  private static final String TOPIC = "watched";

  @TempDir private static Path ofKafka;
  private static KafkaCluster kafka;

  @TempDir private Path folder;

  private final int port = Ports.free();
  private NamedMetrics named;
  private Distribution distribution;
  private RouterProcess router;
  private HttpServer gateway;

  @BeforeAll
  static void startKafka() {
    kafka = new KafkaCluster(ofKafka, 1).start();
    kafka.createTopic(TOPIC, 1);
    kafka.createTopic(TOPIC + ".dead", 1);
  }

  @AfterAll
  static void endKafka() {
    kafka.close();
  }

  @BeforeEach
  void serve() throws Exception {
    distribution = Distribution.prepareIn(folder);
    distribution.plugIn("handler-kafka");
    named = new NamedMetrics(distribution.file("monitoring"));
    startGateway();
    Path config = distribution.file("conf/watched.yml");
    Files.writeString(
        config,
        """
        http: {port: 0}
        database: {url: "jdbc:h2:file:./data/router"}
        apps: [ping]
        metrics: {}
        backends:
          gateway:
            engine: http
            outgoing-url: "http://127.0.0.1:%d/"
            retry: {first: 1s, max: 1s}
          dead: {engine: http, outgoing-url: "http://127.0.0.1:%d/"}
          locked: {engine: http, outgoing-url: "http://127.0.0.1:%d/", secret: not-said-by-anybody}
          kept:
            engine: httptester
            handler: {kafka: {brokers: "%s", topic: %s}}
        """
            .formatted(port, Ports.free(), port, kafka.bootstrapServers(), TOPIC));
    router = distribution.serveOn(SMALL, "--config", config.toString());
    // One that is taken, and one that is not.
    assertThat(router.post("/http/gateway/", "1", "ping").statusCode()).isEqualTo(200);
    assertThat(router.postForm("/http/gateway/", "nobody=1").statusCode()).isEqualTo(400);
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (router != null) {
      router.close();
    }
    gateway.stop(0);
  }

  private void startGateway() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    gateway.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    gateway.start();
  }

  @Test
  void everyMetricThatRulesAndDashboardNameIsThere() throws Exception {
    assertThat(named.names()).hasSizeGreaterThan(30);

    await().untilAsserted(() -> assertThat(shown()).containsAll(named.names()));
  }

  @Test
  void theDocumentHasEachMetricAndEachAlertAndNothingElse() throws Exception {
    DocumentedMetrics documented = new DocumentedMetrics(Checkout.file("docs/metrics.md"));

    assertThat(documented.alerts()).isEqualTo(named.alerts());
    await()
        .untilAsserted(
            () ->
                assertThat(shown())
                    .containsAll(documented.whole())
                    .filteredOn(name -> name.startsWith("threadless_"))
                    .isSubsetOf(documented.all()));
  }

  private Set<String> shown() throws Exception {
    return router
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void promtoolFindsNothingWrong() throws Exception {
    promtool("check", "rules", named.rules());
    promtool("check", "config", distribution.file("monitoring/prometheus.yml"));
  }

  @Test
  void theAlertsAreRaisedByWhatTheyAreMeantForAndByNothingElse() throws Exception {
    Path tests = named.folder().resolve("alerts-test.yml");
    Files.copy(Checkout.file("distribution/src/test/resources/alerts-test.yml"), tests);

    promtool("test", "rules", tests);
  }

  private static void promtool(String what, String kind, Path file) throws Exception {
    Prometheus.require();
    FinishedCommand check =
        FinishedCommand.of(new ProcessBuilder("promtool", what, kind, file.toString()));
    assertThat(check.exit()).as("%s%n%s", check.out(), check.err()).isZero();
  }

  @Test
  void aStoppedGatewayRaisesTheAlertAndItsReturnEndsIt() throws Exception {
    Prometheus.require();
    Path files = Files.createDirectory(folder.resolve("prometheus"));
    try (Prometheus prometheus = new Prometheus(named.folder(), router.root(), files)) {
      await().until(() -> prometheus.query("threadless_ready").contains("\"1\""));
      assertThat(prometheus.alerts()).doesNotContain("BackendDown");

      gateway.stop(0);
      for (int phone = 0; phone < 5; phone++) {
        assertThat(router.post("/http/gateway/", "phone-" + phone, "ping").statusCode())
            .isEqualTo(200);
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(prometheus.alerts())
                      .contains("\"alertname\":\"BackendDown\",\"backend\":\"gateway\"")
                      .contains("firing"));

      startGateway();
      await().untilAsserted(() -> assertThat(prometheus.alerts()).doesNotContain("BackendDown"));
    }
  }

  @Test
  void aBrokerThatDiesRaisesTheAlertAndItsReturnEndsIt() throws Exception {
    Prometheus.require();
    Path files = Files.createDirectory(folder.resolve("prometheus"));
    try (Prometheus prometheus = new Prometheus(named.folder(), router.root(), files)) {
      await()
          .until(
              () ->
                  prometheus.query("threadless_handler_taking{backend='kept'}").contains("\"1\""));
      assertThat(prometheus.alerts()).doesNotContain("HandlerTakesNothing");

      kafka.kill(1);
      try {
        await()
            .untilAsserted(
                () ->
                    assertThat(prometheus.alerts())
                        .contains("\"alertname\":\"HandlerTakesNothing\",\"backend\":\"kept\"")
                        .contains("firing"));
      } finally {
        kafka.start(1);
      }
      await()
          .untilAsserted(
              () -> assertThat(prometheus.alerts()).doesNotContain("HandlerTakesNothing"));
    }
  }

  @Test
  void prometheusFindsAllThatIsAskedFor() throws Exception {
    Prometheus.require();
    Path files = Files.createDirectory(folder.resolve("prometheus"));
    try (Prometheus prometheus = new Prometheus(named.folder(), router.root(), files)) {
      for (String selector : named.selectors()) {
        await()
            .untilAsserted(
                () ->
                    assertThat(prometheus.query("count(" + selector + ")")).contains("\"value\""));
      }
    }
  }

  @Test
  void whileMessagesComeEachPanelOfTheDashboardShowsSomethingWithAllThatItsLegendNames()
      throws Exception {
    Prometheus.require();
    Path files = Files.createDirectory(folder.resolve("prometheus"));
    try (Prometheus prometheus = new Prometheus(named.folder(), router.root(), files)) {
      await().until(() -> prometheus.query("threadless_ready").contains("\"1\""));
      for (int phone = 0; phone < 5; phone++) {
        assertThat(router.post("/http/dead/", "phone-" + phone, "ping").statusCode())
            .isEqualTo(200);
      }
      // That this one refuses everybody is said after a minute.
      Brought nameless = new Brought("", Map.of(), "identity=1&text=ping");
      for (int refused = 0; refused < 3; refused++) {
        assertThat(router.bring("locked", nameless)).isEqualTo(403);
      }
      await()
          .untilAsserted(
              () -> {
                assertThat(router.post("/http/gateway/", "1", "ping").statusCode()).isEqualTo(200);
                assertThat(notShown(prometheus)).isEmpty();
              });
    }
  }

  private List<NamedMetrics.Question> notShown(Prometheus prometheus) throws Exception {
    List<NamedMetrics.Question> notShown = new ArrayList<>();
    for (NamedMetrics.Question question : named.questions()) {
      if (!isShown(question, prometheus)) {
        notShown.add(question);
      }
    }
    return notShown;
  }

  private static boolean isShown(NamedMetrics.Question question, Prometheus prometheus)
      throws Exception {
    List<MatchResult> series =
        SERIES.matcher(prometheus.query(question.expression())).results().toList();
    boolean hasFigure = series.stream().anyMatch(each -> !each.group(2).equals("NaN"));
    return hasFigure && series.stream().allMatch(each -> hasAll(question.labels(), each.group(1)));
  }

  private static boolean hasAll(List<String> labels, String found) {
    return labels.stream().allMatch(label -> found.contains("\"" + label + "\":"));
  }
}
