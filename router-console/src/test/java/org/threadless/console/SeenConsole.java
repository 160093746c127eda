package org.threadless.console;

import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.endpoint.EndpointPlugin;

/** The console, of which a test sees what routes it has. */
final class SeenConsole implements EndpointPlugin {

  private final ConsolePlugin console = new ConsolePlugin();
  private Set<PageRoutes> routes = Set.of();

  @Override
  public String name() {
    return console.name();
  }

  @Override
  public Class<? extends Record> configType() {
    return console.configType();
  }

  @Override
  public Class<? extends Endpoint> endpointType() {
    return console.endpointType();
  }

  @Override
  public Optional<Module> module() {
    return console
        .module()
        .map(
            module ->
                binder -> {
                  binder.install(module);
                  binder.requestInjection(this);
                });
  }

  @Inject
  void see(Set<PageRoutes> all) {
    routes = all;
  }

  /** Returns all that is served. */
  List<PageRoute> served() {
    return routes.stream()
        .flatMap(each -> each.all().stream())
        .sorted(Comparator.comparing(route -> route.method() + " " + route.path()))
        .toList();
  }
}
