package org.threadless.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.metrics.meter.JvmMeters;
import org.threadless.metrics.meter.KeepMeters;
import org.threadless.metrics.meter.MessageMeters;
import org.threadless.metrics.meter.NodeMeters;
import org.threadless.metrics.meter.ServerMeters;
import org.threadless.router.engine.observing.Observers;

/** Measures the router from when it is made, and serves what it has measured. */
final class MetricsEndpoint implements Endpoint, AutoCloseable {

  private final MetricsHandler handler;
  private final PrometheusMeterRegistry registry;
  private final JvmMeters jvm;
  private final ServerMeters server;

  @Inject
  MetricsEndpoint(
      MetricsHandler handler,
      PrometheusMeterRegistry registry,
      Observers observers,
      MessageMeters messages,
      NodeMeters node,
      KeepMeters keep,
      JvmMeters jvm,
      ServerMeters server) {
    this.handler = handler;
    this.registry = registry;
    this.jvm = jvm;
    this.server = server;
    node.bind();
    keep.bind();
    jvm.bind();
    observers.add(messages);
  }

  @Override
  public Handler handler() {
    return handler;
  }

  @Override
  public boolean isServedWithoutSlash() {
    return true;
  }

  /** How it is while apps have all threads is what one wants to see. */
  @Override
  public boolean isAnsweredWhateverAppsDo() {
    return true;
  }

  @Override
  public void onListening() {
    server.bind(handler.getServer());
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
