package org.threadless.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.HandlerInstance;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.BackendName;

/** Collects the apps, backends and endpoints of a {@link TestRouter}. */
public final class TestRouterBuilder {

  private static final BackendName TEST = new BackendName(TestRouter.BACKEND);

  final List<AppInstance> apps = new ArrayList<>();
  final Map<String, BackendInstance> backends = new LinkedHashMap<>();
  final Map<String, RecordingBackend> doubles = new LinkedHashMap<>();
  final List<EndpointInstance> endpoints = new ArrayList<>();
  final List<Route> routes = new ArrayList<>();
  Optional<HandlerInstance> handler = Optional.empty();
  final List<String> proxies = new ArrayList<>();
  String projectName = "Test";
  Optional<Instant> time = Optional.empty();

  TestRouterBuilder() {}

  private TestRouterBuilder(TestRouterBuilder other) {
    apps.addAll(other.apps);
    backends.putAll(other.backends);
    doubles.putAll(other.doubles);
    endpoints.addAll(other.endpoints);
    routes.addAll(other.routes);
    proxies.addAll(other.proxies);
    handler = other.handler;
    projectName = other.projectName;
    time = other.time;
  }

  /** Adds an app that has nothing to set. */
  public TestRouterBuilder app(AppPlugin plugin) {
    return app(plugin, new NoConfig());
  }

  /** Adds an app with these settings; messages pass the apps in the order they are added in. */
  public TestRouterBuilder app(AppPlugin plugin, Record settings) {
    apps.add(new AppInstance(new AppName(plugin.name()), plugin, settings));
    return this;
  }

  /** Adds a backend that has nothing to set; no two may share a name. */
  public TestRouterBuilder backend(String name, BackendPlugin plugin) {
    return backend(name, plugin, new NoConfig());
  }

  /**
   * Adds a backend with these settings; no two may share a name. One that is named {@code test} is
   * there in the place of the one that records.
   */
  public TestRouterBuilder backend(String name, BackendPlugin plugin, Record settings) {
    return add(BackendInstance.of(new BackendName(name), plugin, settings));
  }

  private TestRouterBuilder add(BackendInstance backend) {
    if (backends.putIfAbsent(backend.name().value(), backend) != null) {
      throw new IllegalArgumentException("two backends are named " + backend.name());
    }
    return this;
  }

  /**
   * Lets the messages of the backend {@code test}, the one that records, go to this handler;
   * default {@code inline}.
   */
  public TestRouterBuilder handler(IncomingHandlerPlugin plugin, Record settings) {
    handler = Optional.of(new HandlerInstance(TEST, plugin, settings));
    return this;
  }

  /** Adds a backend that the test has made itself; no two may share a name. */
  public TestRouterBuilder backend(String name, Backend backend) {
    backend(name, new DoublePlugin(backend));
    if (backend instanceof RecordingBackend recording) {
      doubles.put(name, recording);
    }
    return this;
  }

  /**
   * Adds an endpoint that has nothing to set; it is at {@code /<name>/} when the router listens.
   */
  public TestRouterBuilder endpoint(EndpointPlugin plugin) {
    return endpoint(plugin, new NoConfig());
  }

  /** Adds an endpoint with these settings; no two may share a name. */
  public TestRouterBuilder endpoint(EndpointPlugin plugin, Record settings) {
    endpoints.add(new EndpointInstance(plugin, settings));
    return this;
  }

  /** Reaches identities that begin like this by a backend, where a message names none. */
  public TestRouterBuilder route(String prefix, String backend) {
    routes.add(new Route(prefix, Map.of(new BackendName(backend), 1)));
    return this;
  }

  /**
   * Believes proxies of these addresses in who has called them, as {@code http.forwarded} does;
   * default none.
   */
  public TestRouterBuilder behind(String... trustedProxies) {
    proxies.addAll(List.of(trustedProxies));
    return this;
  }

  /** Names the project; default {@code Test}. */
  public TestRouterBuilder projectName(String name) {
    projectName = name;
    return this;
  }

  /** Lets the clock stand still, and show this time at first; default the system's clock. */
  public TestRouterBuilder time(Instant start) {
    time = Optional.of(start);
    return this;
  }

  /** Starts a router. May be called again for another one. */
  public TestRouter start() {
    TestRouterBuilder copy = new TestRouterBuilder(this);
    if (!copy.backends.containsKey(TestRouter.BACKEND)) {
      copy.addRecording();
    }
    return new TestRouter(copy);
  }

  private void addRecording() {
    RecordingBackend recording = RecordingBackend.accepting();
    doubles.put(TestRouter.BACKEND, recording);
    add(
        new BackendInstance(
            TEST,
            new DoublePlugin(recording),
            new NoConfig(),
            handler.orElseGet(() -> HandlerInstance.inline(TEST)),
            BackendSettings.defaults()));
  }

  /** Returns what starts such a router before each test, and closes it after. */
  public RouterExtension extension() {
    return new RouterExtension(new TestRouterBuilder(this));
  }
}
