package org.threadless.server.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.router.engine.observing.Observer;
import org.threadless.router.loop.Tellable;

/** Makes what spans are made with, by OpenTelemetry's variables. */
final class Telemetry {

  private static final String SCOPE = "org.threadless.router";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  // Those of OpenTelemetry for Java, but that Java's own client sends, which speaks no gRPC.
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "threadless-router",
          "otel.exporter.otlp.protocol", "http/protobuf");

  // Of these there is nothing here.
  private static final Map<String, String> NEVER =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  private Telemetry() {}

  static Tracing begin() {
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(set -> NEVER)
              .build()
              .getOpenTelemetrySdk();
      return new Tracing(messages(sdk), requests(sdk), () -> close(sdk));
    } catch (RuntimeException | LinkageError e) {
      throw new TracingException("traces: OTEL_... cannot be used: " + Tellable.line(e), e);
    }
  }

  private static void close(OpenTelemetrySdk sdk) {
    CompletableResultCode unused = sdk.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static Observer messages(OpenTelemetry telemetry) {
    return new MessageSpans(telemetry.getTracer(SCOPE), new Origins());
  }

  static RequestObserver requests(OpenTelemetry telemetry) {
    return new RequestSpans(
        telemetry.getTracer(SCOPE), telemetry.getPropagators().getTextMapPropagator());
  }
}
