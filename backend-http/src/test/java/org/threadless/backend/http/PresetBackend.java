package org.threadless.backend.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.HttpSettings;
import org.threadless.http.PublicUrls;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

/** A router with one backend that has a preset, and whose provider is a gateway of the test's. */
final class PresetBackend implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-31T15:30:00Z");
  static final BackendName NAME = new BackendName("g");

  private static final String PATH = "/http/" + NAME + "/";

  private final CapturedLog log = new CapturedLog(PresetBackend.class);
  private final PresetGateway gateway;
  private final List<RecordingApp.Routed> routed = Collections.synchronizedList(new ArrayList<>());
  private final List<String> answers = new ArrayList<>();
  private final HttpBackendSettings settings;
  private final TestRouter router;
  private final URI root;

  PresetBackend(String preset, Samples samples) {
    this.gateway = new PresetGateway(preset, samples, this::reportUrl);
    this.settings = settings(preset, samples, gateway.outgoing("/send"));
    this.router =
        TestRouter.builder()
            .time(NOW)
            .app(new RecordingApp.Plugin(), new RecordingApp.Settings(routed))
            .backend(NAME.value(), new HttpGatewayPlugin(), settings)
            .start();
    this.root = router.listen();
  }

  /**
   * Returns the settings of the backend, read as the server reads them.
   *
   * @param more settings besides those of the samples
   */
  static HttpBackendSettings settings(String preset, Samples samples, String more) {
    StringBuilder yaml = new StringBuilder("preset: " + preset + "\n");
    // JSON is YAML.
    samples.settings().forEach((key, value) -> yaml.append(key + ": " + value + "\n"));
    return Yaml.settings(yaml + more + "\n");
  }

  PresetGateway gateway() {
    return gateway;
  }

  HttpBackendSettings settings() {
    return settings;
  }

  /** Lets the provider bring something. */
  HttpResponse<String> bring(SampleRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(root.resolve(PATH + request.below()))
            .method(request.method(), BodyPublishers.ofString(request.content()));
    headers(request).forEach(builder::header);
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(builder.build(), BodyHandlers.ofString());
      answers.add(answer.headers().map() + answer.body());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private Map<String, String> headers(SampleRequest request) {
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    if (!request.contentType().isEmpty()) {
      headers.put("Content-Type", request.contentType());
    }
    if (request.sign() != null) {
      String url = publicUrl() + PATH + request.below();
      headers.putAll(new ProviderSignatures(this::setting, NOW).headers(request, url));
    }
    return headers;
  }

  private String setting(String name) {
    return new SettingValues(settings.settings()).of(name).orElseThrow();
  }

  private String publicUrl() {
    return settings.publicUrl().map(URI::toString).orElse("");
  }

  /** Returns what was routed since the last time, by its identity. */
  List<RecordingApp.Routed> routed() {
    List<RecordingApp.Routed> all = List.copyOf(routed);
    routed.clear();
    return all;
  }

  private Optional<String> reportUrl(UUID message) {
    return new Reception(
            NAME,
            settings,
            received -> {
              throw new AssertionError("nothing comes in by this one");
            },
            router.reports(),
            new PublicUrls(new HttpSettings("127.0.0.1", 0)),
            () -> NOW)
        .reportUrl(message);
  }

  /** Returns a text of a sample with the values of a message in its places. */
  String filled(String text, UUID message, String gatewayId) {
    return text.replace("{message-id}", message.toString())
        .replace("{report-url}", reportUrl(message).orElse("{report-url}"))
        .replace("{gateway-id}", gatewayId);
  }

  /** Returns the query of the URL by which reports on a message come. */
  Map<String, String> reportQuery(UUID message) {
    return Map.of("m", message.toString(), "t", router.reports().token(NAME, message));
  }

  /** Lets the router send a message that the gateway accepts under this id. */
  UUID sent(int phone, Samples.Reply reply, String gatewayId) {
    String body =
        reply.id() == null ? reply.written() : reply.written().replace(reply.id(), gatewayId);
    gateway.answer(reply, body);
    Receipt receipt =
        router.incoming(
            ReceivedMessage.of(
                Connection.of(NAME.value(), "+2547001000" + phone), RecordingApp.SEND + "hello"));
    return receipt.sent().get(0).id();
  }

  List<DeliveryReport> reports(UUID message) {
    return router.conversations().reports(message);
  }

  /** Returns what nobody may read of the settings that the preset declares. */
  List<String> secretsOfThePreset() {
    return new SettingValues(settings.settings()).secrets();
  }

  /** Returns what nobody may read of all settings. */
  List<String> secrets() {
    return Stream.concat(
            secretsOfThePreset().stream(), settings.secret().map(Secret::reveal).stream())
        .toList();
  }

  /** Returns all that was logged, and all that was answered. */
  List<String> shown() {
    return Stream.concat(log.lines().stream(), answers.stream()).toList();
  }

  @Override
  public void close() {
    router.close();
    gateway.close();
    log.close();
  }
}
