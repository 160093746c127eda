package org.threadless.router.engine.routing;

import java.util.Comparator;
import java.util.List;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/** By which backend somebody is reached where a message does not say. */
public final class Routes {

  private static final Routes NONE = new Routes(List.of());

  private final List<Route> longestFirst;

  /**
   * @param routes no two of a prefix
   */
  public Routes(List<Route> routes) {
    longestFirst =
        routes.stream()
            .sorted(
                Comparator.comparing((Route route) -> route.prefix().length())
                    .reversed()
                    .thenComparing(Route::prefix))
            .toList();
  }

  /** Returns those of a configuration without any. */
  public static Routes none() {
    return NONE;
  }

  /** Returns all of them, in the order in which they are looked at. */
  public List<Route> all() {
    return longestFirst;
  }

  /**
   * Returns the route to an identity: that with the longest prefix.
   *
   * @throws NoRouteException where there is none
   */
  public Route route(Identity to) {
    return longestFirst.stream()
        .filter(route -> route.isFor(to))
        .findFirst()
        .orElseThrow(
            () -> new NoRouteException(to, longestFirst.stream().map(Route::title).toList()));
  }

  /**
   * Returns the connection that the routes lead to.
   *
   * @throws NoRouteException where there is none
   */
  public Connection connection(Identity to) {
    return new Connection(route(to).backend(to), to);
  }
}
