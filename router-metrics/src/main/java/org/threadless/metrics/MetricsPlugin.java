package org.threadless.metrics;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The endpoint {@code metrics}. */
public final class MetricsPlugin implements EndpointPlugin {

  @Override
  public String name() {
    return "metrics";
  }

  @Override
  public Class<? extends Record> configType() {
    return MetricsSettings.class;
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return MetricsEndpoint.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(new MetricsModule());
  }
}
