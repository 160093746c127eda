package org.threadless.router.engine.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import java.util.List;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.way.Routes;

/**
 * Installs the configured apps and backends, each closed in itself, and lists them; and the routes
 * between the backends.
 */
public final class InstancesModule extends AbstractModule {

  private final List<AppInstance> apps;
  private final List<BackendInstance> backends;
  private final Routes routes;

  /** Without routes. */
  public InstancesModule(List<AppInstance> apps, List<BackendInstance> backends) {
    this(apps, backends, Routes.none());
  }

  /**
   * @param apps in the order that messages pass them
   * @param backends no two of a name
   * @param routes to these backends
   */
  public InstancesModule(List<AppInstance> apps, List<BackendInstance> backends, Routes routes) {
    this.apps = List.copyOf(apps);
    this.backends = List.copyOf(backends);
    this.routes = routes;
  }

  @Override
  protected void configure() {
    apps.forEach(app -> app.installIn(binder()));
    backends.forEach(backend -> backend.installIn(binder()));
    backends.forEach(backend -> backend.handler().installIn(binder()));
    bind(Routes.class).toInstance(routes);
    bind(new TypeLiteral<List<ConfiguredApp>>() {})
        .toInstance(apps.stream().map(this::configured).toList());
    bind(new TypeLiteral<List<ConfiguredBackend>>() {})
        .toInstance(backends.stream().map(this::configured).toList());
  }

  private ConfiguredApp configured(AppInstance app) {
    ConfiguredApp configured = app.configured(binder());
    return configured.with(new Replaceable<>(configured.provider()));
  }

  private ConfiguredBackend configured(BackendInstance backend) {
    ConfiguredBackend configured = backend.configured(binder());
    return configured.with(
        new Replaceable<>(configured.provider()), new Replaceable<>(configured.handler()));
  }
}
