package org.threadless.http.wiring;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.wiring.PluginInstance;

/** Binds one configured endpoint. */
public final class EndpointInstance extends PluginInstance<EndpointPlugin, Endpoint> {

  /**
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   */
  public EndpointInstance(EndpointPlugin plugin, Record settings) {
    super(plugin, settings, Endpoint.class, plugin.name());
  }

  /** Returns one that has nothing to set. */
  public static EndpointInstance of(EndpointPlugin plugin) {
    return new EndpointInstance(plugin, new NoConfig());
  }

  /** Returns its name. */
  public String name() {
    return plugin().name();
  }

  /** Returns where it is mounted: {@code /<name>/}. */
  public String path() {
    return ConfiguredEndpoint.path(name());
  }

  /** Returns it as whoever serves it knows it. */
  public ConfiguredEndpoint configured(Binder binder) {
    return new ConfiguredEndpoint(name(), binder.getProvider(key()));
  }

  @Override
  protected String title() {
    return "endpoint " + name();
  }

  @Override
  protected void bindPart() {
    bind(plugin().endpointType()).in(Scopes.SINGLETON);
    bind(key()).to(plugin().endpointType());
  }
}
