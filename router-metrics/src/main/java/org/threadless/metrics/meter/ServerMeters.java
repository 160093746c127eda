package org.threadless.metrics.meter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jetty.JettyConnectionMetrics;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.jetty.server.Server;

/** Shows how Jetty is. */
public final class ServerMeters {

  private final MeterRegistry registry;

  @Inject
  ServerMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Makes the meters; to be called once, when the server listens. */
  public void bind(Server server) {
    new JettyServerThreadPoolMetrics(server.getThreadPool(), List.of()).bindTo(registry);
    JettyConnectionMetrics.addToAllConnectors(server, registry);
  }
}
