package org.threadless.server.tracing;

import java.util.Optional;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.router.engine.observing.Observer;

/**
 * The spans of this process, as the variables say that OpenTelemetry has for all programs ({@code
 * OTEL_EXPORTER_OTLP_ENDPOINT}). Closing it sends what there is.
 */
// It names nothing of OpenTelemetry, so that Java need not load any of it to look at this.
public final class Tracing implements AutoCloseable {

  private final Observer messages;
  private final RequestObserver requests;
  private final Runnable closing;

  Tracing(Observer messages, RequestObserver requests, Runnable closing) {
    this.messages = messages;
    this.requests = requests;
    this.closing = closing;
  }

  /**
   * Begins, where the environment of this process, or its system properties, name an exporter of
   * traces. Where they name none, nothing is made, and no class of OpenTelemetry is loaded.
   *
   * @throws TracingException where what they say cannot be done
   */
  public static Optional<Tracing> ofProcess() {
    return new TracingVariables(System.getenv(), System.getProperties()).areForTraces()
        ? Optional.of(Telemetry.begin())
        : Optional.empty();
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
    closing.run();
  }
}
