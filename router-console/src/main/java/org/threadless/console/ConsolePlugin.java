package org.threadless.console;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** Tells the router about its console. */
public final class ConsolePlugin implements EndpointPlugin {

  @Override
  public String name() {
    return "console";
  }

  @Override
  public Class<? extends Record> configType() {
    return ConsoleSettings.class;
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return ConsoleEndpoint.class;
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(new ConsoleModule());
  }
}
