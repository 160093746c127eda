package org.threadless.router.engine.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import java.util.List;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.sending.ConfiguredBackend;

/** Installs the configured apps and backends, each closed in itself, and lists them. */
public final class InstancesModule extends AbstractModule {

  private final List<AppInstance> apps;
  private final List<BackendInstance> backends;

  /**
   * @param apps in the order that messages pass them
   * @param backends no two of a name
   */
  public InstancesModule(List<AppInstance> apps, List<BackendInstance> backends) {
    this.apps = List.copyOf(apps);
    this.backends = List.copyOf(backends);
  }

  @Override
  protected void configure() {
    // The source is what Guice gives with a mistake: it tells whose mistake it is.
    apps.forEach(app -> binder().withSource(app.label()).install(app));
    backends.forEach(backend -> binder().withSource(backend.label()).install(backend));
    bind(new TypeLiteral<List<ConfiguredApp>>() {})
        .toInstance(apps.stream().map(this::configured).toList());
    bind(new TypeLiteral<List<ConfiguredBackend>>() {})
        .toInstance(backends.stream().map(this::configured).toList());
  }

  private ConfiguredApp configured(AppInstance app) {
    return ConfiguredApp.of(app.name(), app.type(), binder().getProvider(app.key()));
  }

  private ConfiguredBackend configured(BackendInstance backend) {
    return new ConfiguredBackend(
        backend.name(),
        backend.engine(),
        backend.common(),
        backend.handlerName(),
        binder().getProvider(backend.key()),
        binder().getProvider(backend.handlerKey()));
  }
}
