package org.threadless.http;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.server.connection.ConnectionLimits;
import org.threadless.http.server.handler.BodyHandler;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.http.server.handler.CallerHandler;
import org.threadless.http.server.handler.MountedContext;
import org.threadless.http.server.handler.ObservedHandler;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.http.server.handler.RequestThreads;
import org.threadless.http.server.handler.TryAgainHandler;
import org.threadless.http.server.site.HostNames;
import org.threadless.http.server.site.RootHandler;
import org.threadless.http.server.site.RootLink;
import org.threadless.http.server.site.SiteHandler;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/** What is served, and where: the backends whose gateways speak HTTP, the endpoints, the root. */
@Singleton
final class Mounts {

  private final HttpSettings settings;
  private final Backends backends;
  private final BodyRoom room;
  private final RequestObserver observer;
  private final HostNames names;
  private final ContextHandlerCollection contexts = new ContextHandlerCollection();
  private final Map<ConfiguredEndpoint, Endpoint> endpoints = new LinkedHashMap<>();
  private BodyHandler.Shared shared;

  @Inject
  Mounts(
      HttpSettings settings,
      Backends backends,
      List<ConfiguredEndpoint> endpoints,
      BodyRoom room,
      RequestObserver observer) {
    this.settings = settings;
    this.names = new HostNames(settings.host(), settings.publicUrl());
    this.room = room;
    this.observer = observer;
    this.backends = backends;
    endpoints.forEach(each -> this.endpoints.put(each, each.provider().get()));
  }

  /** Returns the paths whose requests run on threads that apps cannot have. */
  Set<String> answeredWhateverAppsDo() {
    return endpoints.entrySet().stream()
        .filter(each -> each.getValue().isAnsweredWhateverAppsDo())
        .map(each -> each.getKey().path())
        .collect(Collectors.toSet());
  }

  /**
   * Returns what handles all requests; asked for once.
   *
   * @throws IllegalStateException where a backend or an endpoint has no handler
   */
  Handler handler(ConnectionLimits limits, RequestThreads threads) {
    shared = new BodyHandler.Shared(limits, threads, room);
    List<RootLink> toUse = new ArrayList<>();
    endpoints.forEach(
        (configured, endpoint) -> {
          contexts.addHandler(context(configured, endpoint));
          endpoint
              .page()
              .map(page -> new RootLink(configured.path(), configured.name(), page))
              .ifPresent(toUse::add);
        });
    List<RootLink> toTry = new ArrayList<>();
    for (ConfiguredBackend configured : backends.all()) {
      if (configured.provider().get() instanceof HttpBackend backend) {
        String path = HttpService.path(configured.engine(), configured.name());
        contexts.addHandler(context(path, configured, backend));
        backend
            .page()
            .map(page -> new RootLink(path, configured.name().value(), page))
            .ifPresent(toTry::add);
      }
    }
    // By another name the root tells nothing but ours, and so need not be refused.
    return new Handler.Sequence(
        contexts,
        new SiteHandler(
            names, false, new RootHandler(settings.isOnlyForThisMachine(), names, toTry, toUse)));
  }

  /**
   * Lets the endpoints start what they do by themselves.
   *
   * @throws EndpointException where one of them throws
   */
  void start() {
    endpoints.forEach((configured, endpoint) -> start(configured.name(), endpoint));
  }

  /**
   * Makes and starts what serves these in the place of those of the same names, and does not serve
   * it yet.
   *
   * @throws IllegalStateException where one has no handler, or that does not start
   * @throws EndpointException where an endpoint does not start what it does by itself
   */
  List<ContextHandler> started(
      List<ConfiguredBackend> newBackends, List<ConfiguredEndpoint> newEndpoints) {
    List<ContextHandler> made = new ArrayList<>();
    for (ConfiguredBackend each : newBackends) {
      if (each.provider().get() instanceof HttpBackend backend) {
        made.add(context(HttpService.path(each.engine(), each.name()), each, backend));
      }
    }
    newEndpoints.forEach(each -> made.add(context(each, each.provider().get())));
    made.forEach(this::start);
    newEndpoints.forEach(each -> start(each.name(), each.provider().get()));
    return made;
  }

  private void start(ContextHandler context) {
    try {
      context.setServer(contexts.getServer());
      context.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "what serves " + context.getContextPath() + " does not start: " + Tellable.line(e), e);
    }
  }

  /**
   * Serves these, all at once. What has been served there goes on with the requests that it has,
   * and is returned, for who stops it when they are answered.
   */
  List<Handler> replace(List<ContextHandler> made) {
    Map<String, ContextHandler> byPath =
        made.stream().collect(Collectors.toMap(ContextHandler::getContextPath, each -> each));
    List<Handler> next = new ArrayList<>();
    List<Handler> old = new ArrayList<>();
    for (Handler each : contexts.getHandlers()) {
      ContextHandler other = byPath.get(((ContextHandler) each).getContextPath());
      next.add(other == null ? each : other);
      if (other != null) {
        // Else it would be stopped as it leaves.
        contexts.unmanage(each);
        old.add(each);
      }
    }
    contexts.setHandlers(next);
    made.forEach(contexts::manage);
    return old;
  }

  private static void start(String name, Endpoint endpoint) {
    try {
      endpoint.onListening();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      throw new EndpointException(
          "endpoint " + name + " cannot start: " + Tellable.line(e), Tellable.of(e));
    }
  }

  private ContextHandler context(ConfiguredEndpoint configured, Endpoint endpoint) {
    String problem = "endpoint " + configured.name() + " has no handler: ";
    Handler handler = asked(problem, endpoint, Endpoint::handler);
    Handler read =
        new BodyHandler(
            shared,
            endpoint.maxRequestBytes(),
            endpoint::mayBringMuch,
            new TryAgainHandler(
                isForPrograms(endpoint)
                    ? ObservedHandler.around(handler, observer, configured.path())
                    : handler));
    ContextHandler context =
        new MountedContext(
            new SiteHandler(names, endpoint.page().isPresent(), read),
            contextPath(configured.path()));
    context.setAllowNullPathInContext(endpoint.isServedWithoutSlash());
    return context;
  }

  private ContextHandler context(String path, ConfiguredBackend configured, HttpBackend backend) {
    String problem = "backend " + configured.name() + " has no handler: ";
    Handler handler = asked(problem, backend, HttpBackend::handler);
    Handler read =
        new BodyHandler(
            shared,
            HttpService.MAX_REQUEST_BYTES,
            request -> false,
            new TryAgainHandler(ObservedHandler.around(handler, observer, path)));
    ContextHandler context =
        new MountedContext(
            new SiteHandler(names, backend.page().isPresent(), new CallerHandler(backend, read)),
            contextPath(path));
    // Without this, a POST that forgets the last slash would be redirected and lose its body.
    context.setAllowNullPathInContext(true);
    return context;
  }

  private static boolean isForPrograms(Endpoint endpoint) {
    return endpoint.page().isEmpty() && !endpoint.isAnsweredWhateverAppsDo();
  }

  private static String contextPath(String path) {
    return path.substring(0, path.length() - 1);
  }

  private static <T, R> R asked(String problem, T plugin, Function<T, R> question) {
    try {
      return Objects.requireNonNull(question.apply(plugin), "it is null");
    } catch (Throwable e) {
      OutOfMemory.end(e);
      throw new IllegalStateException(problem + Tellable.line(e), Tellable.of(e));
    }
  }
}
