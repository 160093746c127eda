package org.threadless.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.testing.EndpointContract;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class MetricsTest implements EndpointContract {

  private static final String TOKEN = "a-token-of-prometheus";

  @Override
  public EndpointPlugin plugin() {
    return new MetricsPlugin();
  }

  @Override
  public Map<String, Object> badSettings() {
    return Map.of(
        "token", Optional.of(new Secret("short")), "allowIp", Optional.of(List.of("a host")));
  }

  private static TestRouter moody(MetricsSettings settings) {
    return moody(settings, SendResult.accepted());
  }

  private static TestRouter moody(MetricsSettings settings, SendResult gateway) {
    return TestRouter.builder()
        .app(new MoodyPlugin())
        .backend("test", new RecordingBackend(message -> gateway))
        .endpoint(new MetricsPlugin(), settings)
        .start();
  }

  private static MetricsSettings settings(String token, List<String> allowed) {
    return new MetricsSettings(
        Optional.ofNullable(token).map(Secret::new), Optional.ofNullable(allowed), List.of());
  }

  @Test
  void messagesAreCountedByBackendAndStatus() {
    try (TestRouter router = moody(settings(null, null))) {
      URI url = router.listen().resolve("/metrics");
      router.say("hello");

      ShownMetrics shown = ShownMetrics.of(get(url).body());

      assertThat(
              shown.value(
                  "threadless_messages_received_total{backend=\"test\",status=\"handled\"}"))
          .isEqualTo(1);
      assertThat(
              shown.value("threadless_messages_outgoing_total{backend=\"test\",status=\"sent\"}"))
          .isEqualTo(1);
      assertThat(
              shown.value("threadless_messages_outgoing_total{backend=\"test\",status=\"failed\"}"))
          .isZero();
      assertThat(shown.value("threadless_receipts_total{backend=\"test\",outcome=\"handled\"}"))
          .isEqualTo(1);
      assertThat(shown.value("threadless_sends_total{backend=\"test\",result=\"accepted\"}"))
          .isEqualTo(1);
      assertThat(shown.value("threadless_app_seconds_count{app=\"moody\",phase=\"handle\"}"))
          .isEqualTo(1);
      assertThat(shown.value("threadless_ready")).isEqualTo(1);
      assertThat(shown.value("threadless_backend_state{backend=\"test\",state=\"up\"}"))
          .isEqualTo(1);
      assertThat(shown.sum("threadless_store_group_size_sum")).isPositive();
    }
  }

  @Test
  void whatAnAppThrowsIsCountedByItsName() {
    try (TestRouter router = moody(settings(null, null))) {
      URI url = router.listen().resolve("/metrics");
      router.say("broken");

      assertThat(
              ShownMetrics.of(get(url).body())
                  .value("threadless_app_errors_total{app=\"moody\",phase=\"handle\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void whatWaitsIsShownWithItsAgeAndThatItIsToBeTriedAgain() {
    try (TestRouter router = moody(settings(null, null), SendResult.retry("not now"))) {
      URI url = router.listen().resolve("/metrics");
      router.say("hello");

      ShownMetrics shown = ShownMetrics.of(get(url).body());

      assertThat(shown.value("threadless_waiting_messages{backend=\"test\",direction=\"out\"}"))
          .isEqualTo(1);
      assertThat(shown.value("threadless_waiting_messages{backend=\"test\",direction=\"in\"}"))
          .isZero();
      assertThat(
              shown.value("threadless_waiting_oldest_seconds{backend=\"test\",direction=\"out\"}"))
          .isCloseTo(0, within(60.0));
      assertThat(shown.value("threadless_send_retries_total{backend=\"test\"}")).isEqualTo(1);
    }
  }

  @Test
  void aRefusedRequestIsCounted() {
    try (TestRouter router = moody(settings(null, null))) {
      URI root = router.listen();
      get(root.resolve("/nothing/here/"));

      assertThat(
              ShownMetrics.of(get(root.resolve("/metrics/")).body())
                  .value("threadless_requests_refused_total{backend=\"(none)\",status=\"404\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void whileTheDatabaseIsAwayItSaysSoAndKnowsNotWhatWaits() {
    try (TestRouter router = moody(settings(null, null))) {
      URI url = router.listen().resolve("/metrics");
      router.loseDatabase();

      ShownMetrics shown = ShownMetrics.of(get(url).body());

      assertThat(shown.value("threadless_database_up")).isZero();
      assertThat(shown.value("threadless_ready")).isZero();
      assertThat(shown.value("threadless_waiting_messages{backend=\"test\",direction=\"in\"}"))
          .isNaN();
    }
  }

  @Test
  void theJvmJettyAndThePoolsAreShown() {
    try (TestRouter router = moody(settings(null, null))) {
      ShownMetrics shown = ShownMetrics.of(get(router.listen().resolve("/metrics")).body());

      assertThat(shown.names())
          .contains(
              "jvm_memory_used_bytes",
              "jvm_threads_live_threads",
              "process_files_open_files",
              "jetty_threads_busy",
              "jetty_connections_current_connections");
      assertThat(shown.value("threadless_database_connections_max{pool=\"readers\"}")).isPositive();
    }
  }

  @Test
  void whatIsDeletedIsCountedByItsKindFromTheBeginning() {
    try (TestRouter router = moody(settings(null, null))) {
      ShownMetrics shown = ShownMetrics.of(get(router.listen().resolve("/metrics")).body());

      for (String kind : List.of("messages", "texts", "ids", "errored", "reports", "audit")) {
        assertThat(shown.value("threadless_keep_deleted_total{kind=\"" + kind + "\"}")).isZero();
      }
      assertThat(shown.value("threadless_keep_failures_total")).isZero();
    }
  }

  @Test
  void nothingOfAPersonAndNoTextIsShown() {
    SendResult gateway = SendResult.refused("no such number 1112223333");
    try (TestRouter router = moody(settings(null, null), gateway)) {
      URI url = router.listen().resolve("/metrics");
      router.say("broken");
      router.say("hello");

      assertThat(get(url).body())
          .doesNotContain("1112223333", "broken", "hello", "so so", "no such");
    }
  }

  @Test
  void whoAsksForOpenMetricsGetsIt() {
    try (TestRouter router = moody(settings(null, null))) {
      URI url = router.listen().resolve("/metrics");

      HttpResponse<String> open =
          get(url, "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

      assertThat(open.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
      assertThat(open.body()).endsWith("# EOF\n");
      assertThat(get(url).headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    }
  }

  @Test
  void withATokenNobodyElseSeesThem() {
    try (TestRouter router = moody(settings(TOKEN, null))) {
      URI url = router.listen().resolve("/metrics");

      assertThat(get(url).statusCode()).isEqualTo(401);
      assertThat(get(url, "Authorization", "Bearer another-token").statusCode()).isEqualTo(401);
      assertThat(get(url, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void addressesThatAreNotAllowedAreRefused() {
    try (TestRouter router = moody(settings(null, List.of("192.0.2.1")))) {
      assertThat(get(router.listen().resolve("/metrics")).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void withoutSettingsNobodySeesThemThroughAProxyOnThisMachine() {
    try (TestRouter router = moody(settings(null, null))) {
      URI url = router.listen().resolve("/metrics");

      assertThat(get(url, "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(403);
      assertThat(get(url).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
