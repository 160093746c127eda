package org.threadless.http.health;

import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The endpoint {@code health}. */
public final class HealthPlugin implements EndpointPlugin {

  @Override
  public String name() {
    return "health";
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return HealthEndpoint.class;
  }

  @Override
  public boolean isOnByDefault() {
    return true;
  }
}
