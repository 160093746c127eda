package org.threadless.server.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.threadless.http.RequestObserver;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.loop.Tellable;

/**
 * The spans of this process, as the variables say that OpenTelemetry has for all programs ({@code
 * OTEL_EXPORTER_OTLP_ENDPOINT}). Closing it sends what there is.
 */
public final class Tracing implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // Those of OpenTelemetry for Java, but that Java's own client sends, which speaks no gRPC.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "threadless-router",
          "otel.exporter.otlp.protocol", "http/protobuf");

  // Of these there is nothing here.
  private static final Map<String, String> NEVER =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private final OpenTelemetrySdk sdk;
  private final Observer messages;
  private final RequestObserver requests;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.messages = messages(sdk);
    this.requests = requests(sdk);
  }

  /**
   * Begins, where the environment of this process, or its system properties, name an exporter of
   * traces. Where they name none, nothing is made, and no class of OpenTelemetry is loaded.
   *
   * @throws TracingException where what they say cannot be done
   */
  public static Optional<Tracing> ofProcess() {
    return new TracingVariables(System.getenv(), System.getProperties()).areForTraces()
        ? Optional.of(begin())
        : Optional.empty();
  }

  private static Tracing begin() {
    try {
      return new Tracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(set -> NEVER)
              .build()
              .getOpenTelemetrySdk());
    } catch (RuntimeException | LinkageError e) {
      throw new TracingException("traces: OTEL_... cannot be used: " + Tellable.line(e), e);
    }
  }

  static Observer messages(OpenTelemetry telemetry) {
    return new MessageSpans(telemetry.getTracer("org.threadless.router"), new Origins());
  }

  static RequestObserver requests(OpenTelemetry telemetry) {
    return new RequestSpans(
        telemetry.getTracer("org.threadless.router"),
        telemetry.getPropagators().getTextMapPropagator());
  }

  /** Returns what makes spans of what is done with messages. */
  public Observer messages() {
    return messages;
  }

  /** Returns what makes spans of requests. */
  public RequestObserver requests() {
    return requests;
  }

  @Override
  public void close() {
    CompletableResultCode unused = sdk.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
