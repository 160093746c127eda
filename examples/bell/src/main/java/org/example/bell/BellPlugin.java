package org.example.bell;

import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The endpoint {@code bell}. */
public final class BellPlugin implements EndpointPlugin {

  @Override
  public String name() {
    return "bell";
  }

  @Override
  public Class<? extends Record> configType() {
    return BellSettings.class;
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return BellEndpoint.class;
  }
}
