package org.threadless.api;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** Tells the router about its API. */
public final class ApiPlugin implements EndpointPlugin {

  @Override
  public String name() {
    return "api";
  }

  @Override
  public Class<? extends Record> configType() {
    return ApiSettings.class;
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return ApiEndpoint.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(new ApiModule());
  }
}
