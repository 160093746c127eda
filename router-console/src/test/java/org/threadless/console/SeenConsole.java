package org.threadless.console;

import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.testing.ExtendedEndpoint;

/** The console, of which a test sees what routes it has. */
final class SeenConsole {

  private Set<PageRoutes> routes = Set.of();

  EndpointPlugin plugin() {
    return new ExtendedEndpoint(new ConsolePlugin(), binder -> binder.requestInjection(this));
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
