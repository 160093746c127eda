package org.threadless.testing;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/**
 * An endpoint as it is, with bindings of a test beside its own: to see what is injected there, or
 * to add to it.
 *
 * @param plugin the endpoint's
 * @param more what the test binds; sees what the plugin's own module binds
 */
public record ExtendedEndpoint(EndpointPlugin plugin, Module more) implements EndpointPlugin {

  @Override
  public String name() {
    return plugin.name();
  }

  @Override
  public Class<? extends Record> configType() {
    return plugin.configType();
  }

  @Override
  public Optional<String> migrations() {
    return plugin.migrations();
  }

  @Override
  public List<Class<?>> mappers() {
    return plugin.mappers();
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return plugin.endpointType();
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(
        binder -> {
          plugin.module().ifPresent(binder::install);
          binder.install(more);
        });
  }
}
