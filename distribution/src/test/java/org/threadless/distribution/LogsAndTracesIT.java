package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testing.FakeGateway;

/** What whoever runs the router sees of the way of a message, in its log and as spans. */
class LogsAndTracesIT {

  private static final String NUMBER = "+254700123456";
  private static final String TEXT = "echo Juma owes shillings 4711";
  private static final String REFUSED = "no route to 254700123456 for Juma owes shillings 4711";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private Path folder;

  private final FakeGateway gateway = new FakeGateway();
  private final TraceReceiver receiver = new TraceReceiver();
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
  }

  @AfterEach
  void stop() {
    gateway.close();
    receiver.close();
  }

  @Test
  void whatKeepsItFromServingHasItsLevelWhereTheJournalReadsIt() throws Exception {
    distribution.configure("port: 8000", "prot: 8000");
    ProcessBuilder serve =
        Distribution.command(distribution.file("bin/router").toString(), "serve");
    serve.environment().put("ROUTER_LOG", "journal");

    FinishedCommand refused = FinishedCommand.of(serve);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).isNotEmpty().allMatch(line -> line.startsWith("<3>"));
  }

  @Test
  void atDebugOfAllThereIsNoTextAndNoNumberInTheLogAndAtTraceThereIs() throws Exception {
    RouterProcess router = serve("{format: json, levels: {ROOT: DEBUG, org.threadless: DEBUG}}");
    try (router) {
      say(router);
      assertThat(log())
          .contains("\"msg\":\"returned ")
          .contains(" has failed: ")
          .doesNotContain("700123456", "shillings", "4711", "Juma");
      assertThat(log().lines().filter(line -> line.contains(" has failed: ")))
          .singleElement()
          .asString()
          .startsWith("{\"time\":\"")
          .contains("\"backend\":\"gateway\",\"message\":\"")
          .endsWith("}");

      assertThat(distribution.run("log-level", "org.threadless", "TRACE").exit()).isZero();
      await().until(() -> log().contains("org.threadless logs at TRACE until "));
      say(router);

      assertThat(log()).contains("from gateway/" + NUMBER + ": " + TEXT);
      assertThat(distribution.run("log-level", "org.threadless", "configured").exit()).isZero();
      await().until(() -> log().contains("org.threadless logs at DEBUG again"));
      assertThat(router.terminate()).isZero();
    }
    assertThat(log().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void aMessagesWayIsSentAsSpansOfItsCallersTrace() throws Exception {
    RouterProcess router =
        serve(
            "{level: debug}",
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.endpoint(),
                "OTEL_SERVICE_NAME",
                "sms-of-the-clinic"));
    try (router) {
      say(router);
      assertThat(log()).contains("trace_id=" + TRACE);
      assertThat(router.terminate()).isZero();
    }

    Span server = receiver.span("POST /http/gateway/").orElseThrow();
    Span route = receiver.span("route gateway").orElseThrow();
    Span send = receiver.span("send gateway").orElseThrow();
    for (Span each :
        List.of(
            server,
            receiver.span("receive gateway").orElseThrow(),
            route,
            receiver.span("echo handle").orElseThrow(),
            receiver.span("store").orElseThrow(),
            send)) {
      assertThat(TraceReceiver.trace(each)).as(each.getName()).isEqualTo(TRACE);
    }
    assertThat(TraceReceiver.attribute(route, "router.status")).isEqualTo("HANDLED");
    assertThat(TraceReceiver.attribute(send, "router.result")).isEqualTo("refused");
    assertThat(TraceReceiver.attribute(send, "router.in_response_to"))
        .isEqualTo(TraceReceiver.attribute(route, "router.message"));
    assertThat(receiver.received().toString())
        .contains("sms-of-the-clinic")
        .doesNotContain("700123456", "shillings", "4711");
    assertThat(gateway.received().get(0).headers()).doesNotContainKey("traceparent");
  }

  @Test
  void aReceiverThatIsAwayHoldsUpNothingAndIsALineOfTheLog() throws Exception {
    receiver.close();
    RouterProcess router =
        serve(
            "{format: json}",
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                receiver.endpoint(),
                "OTEL_BSP_SCHEDULE_DELAY",
                "50"));
    try (router) {
      say(router);
      await().until(() -> log().contains("Failed to export"));
      assertThat(router.terminate()).isZero();
    }
    assertThat(log().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void whereNoExporterIsNamedNothingOfOpenTelemetryIsLoaded() throws Exception {
    Path classes = folder.resolve("classes.txt");

    try (RouterProcess router =
        distribution.serveOn("-Xlog:class+load:file=" + classes, "--port", "0")) {
      assertThat(router.post("/httptester/httptester-public/", "1", "echo hi").statusCode())
          .isEqualTo(200);
    }

    assertThat(Files.readString(classes))
        .contains("org.threadless.server.tracing.Tracing ")
        .doesNotContain("io.opentelemetry");
  }

  @Test
  void whatOpenTelemetryCannotDoIsOneLine() throws Exception {
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "serve", "--port", "0");
    command.environment().put("OTEL_TRACES_EXPORTER", "carrier-pigeon");

    FinishedCommand refused = FinishedCommand.of(command);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .singleElement()
        .asString()
        .startsWith("traces: OTEL_... cannot be used: ")
        .contains("carrier-pigeon");
  }

  private RouterProcess serve(String logging) throws IOException {
    return serve(logging, Map.of());
  }

  private RouterProcess serve(String logging, Map<String, String> environment) throws IOException {
    Path config = distribution.file("conf/logged.yml");
    Files.writeString(
        config,
        """
        http: {port: 0}
        database: {url: "jdbc:h2:file:./data/router"}
        logging: %s
        apps: [echo]
        backends:
          gateway: {engine: http, outgoing-url: "%s"}
        """
            .formatted(logging, gateway.url("/send")));
    ProcessBuilder command =
        Distribution.command(
            distribution.file("bin/router").toString(), "serve", "--config", config.toString());
    command.environment().putAll(environment);
    return RouterProcess.start(command, ProcessBuilder.Redirect.to(logFile().toFile()));
  }

  /** Brings a message, whose reply the gateway refuses in words of its own. */
  private void say(RouterProcess router) throws Exception {
    gateway.next(
        FakeGateway.raw(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: "
                + REFUSED.length()
                + "\r\n\r\n"
                + REFUSED));
    String form = "identity=%2B254700123456&text=" + TEXT.replace(' ', '+');
    URI url = router.root().resolve("/http/gateway/");
    assertThat(
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
    await().until(() -> log().contains(" has failed: "));
  }

  private Path logFile() {
    return folder.resolve("log.txt");
  }

  private String log() throws IOException {
    return Files.readString(logFile());
  }
}
