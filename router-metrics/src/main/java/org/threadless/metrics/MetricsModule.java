package org.threadless.metrics;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import org.threadless.http.caller.Callers;
import org.threadless.metrics.meter.Glances;
import org.threadless.metrics.meter.JvmMeters;
import org.threadless.metrics.meter.KeepMeters;
import org.threadless.metrics.meter.MessageMeters;
import org.threadless.metrics.meter.NodeMeters;
import org.threadless.metrics.meter.ServerMeters;
import org.threadless.metrics.meter.Standing;

/** Binds what measures. */
final class MetricsModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(MeterRegistry.class).to(PrometheusMeterRegistry.class);
    bind(Standing.class).in(Scopes.SINGLETON);
    bind(Glances.class).in(Scopes.SINGLETON);
    bind(MessageMeters.class).in(Scopes.SINGLETON);
    bind(NodeMeters.class).in(Scopes.SINGLETON);
    bind(KeepMeters.class).in(Scopes.SINGLETON);
    bind(JvmMeters.class).in(Scopes.SINGLETON);
    bind(ServerMeters.class).in(Scopes.SINGLETON);
    bind(MetricsHandler.class).in(Scopes.SINGLETON);
  }

  @Provides
  @Singleton
  static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Provides
  @Singleton
  static Callers callers(MetricsSettings settings) {
    return settings.callers();
  }
}
