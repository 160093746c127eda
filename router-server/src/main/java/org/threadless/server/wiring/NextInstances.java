package org.threadless.server.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;

/**
 * Apps, backends and endpoints with other settings, made beside those of a router that runs, of
 * which they have all else.
 */
final class NextInstances extends AbstractModule {

  private final Difference difference;
  private final List<ConfiguredApp> apps = new ArrayList<>();
  private final List<ConfiguredBackend> backends = new ArrayList<>();
  private final List<ConfiguredEndpoint> endpoints = new ArrayList<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  private NextInstances(Difference difference) {
    this.difference = difference;
  }

  /**
   * Makes them, each app once.
   *
   * @throws WiringException where one cannot be made; none of them stays open then
   */
  static NextInstances make(Difference difference, Injector injector) {
    NextInstances next = new NextInstances(difference);
    try {
      injector.createChildInjector(next);
      next.makeAll();
      return next;
    } catch (CreationException e) {
      throw new WiringException(e);
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
  }

  @Override
  protected void configure() {
    for (AppInstance each : difference.apps()) {
      each.installIn(binder());
      apps.add(each.configured(binder()));
    }
    for (BackendInstance each : difference.backends()) {
      each.installIn(binder());
      each.handler().installIn(binder());
      backends.add(each.configured(binder()));
    }
    for (EndpointInstance each : difference.endpoints()) {
      each.installIn(binder());
      endpoints.add(each.configured(binder()));
    }
  }

  private void makeAll() {
    apps.forEach(each -> RunningRouter.make("app " + each.name(), each.provider()));
    for (ConfiguredBackend each : backends) {
      String name = "backend " + each.name();
      make(name, each.provider());
      make("handler " + each.handlerName() + " of the " + name, each.handler());
    }
    endpoints.forEach(each -> make("endpoint " + each.name(), each.provider()));
    backends.forEach(RunningRouter::bringBack);
  }

  private void make(String name, Provider<?> provider) {
    if (RunningRouter.make(name, provider) instanceof AutoCloseable closeable) {
      opened.add(closeable);
    }
  }

  /** Closes what was made, which nobody has used. */
  void close() {
    OpenParts parts = new OpenParts();
    opened.forEach(each -> parts.add("what was to be used", each));
    parts.close();
  }

  List<ConfiguredApp> apps() {
    return apps;
  }

  List<ConfiguredBackend> backends() {
    return backends;
  }

  List<ConfiguredEndpoint> endpoints() {
    return endpoints;
  }
}
