package org.threadless.router.engine.routing.way;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;

/** By which backend somebody is reached where a message does not say. */
public final class Routes {

  private static final Routes NONE = new Routes(List.of());

  private final List<Route> longestFirst;
  private final Numbers numbers;

  /**
   * Leaves identities as they come.
   *
   * @param routes no two of a prefix
   */
  public Routes(List<Route> routes) {
    this(routes, Numbers.AS_THEY_COME);
  }

  /**
   * @param routes no two of a prefix
   * @param numbers how each of the backends has its identities
   */
  public Routes(List<Route> routes, Numbers numbers) {
    this.numbers = numbers;
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
   * A route, and where it leads.
   *
   * @param route the one that was found
   * @param connection by the backend that it leads to, as that has its identities
   */
  public record Found(Route route, Connection connection) {}

  /**
   * Returns the route to an identity: that with the longest prefix. A number is looked for as the
   * backends of the route have it.
   *
   * @throws NoRouteException where there is none
   */
  public Found find(Identity to) {
    return longestFirst.stream()
        .flatMap(route -> found(route, to).stream())
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
    return find(to).connection();
  }

  // By the uniform identity, so that one person always has the same of several backends.
  private Optional<Found> found(Route route, Identity to) {
    return route.weights().keySet().stream()
        .map(backend -> numbers.uniform(new Connection(backend, to)).identity())
        .filter(route::isFor)
        .findFirst()
        .map(uniform -> new Connection(route.backend(uniform), uniform))
        .map(connection -> new Found(route, numbers.uniform(connection)));
  }
}
