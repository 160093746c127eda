package org.threadless.router.app;

import java.util.Collection;
import java.util.stream.Collectors;
import org.threadless.router.message.Identity;

/** A message names no backend, and no route leads to whom it is for. */
public final class NoRouteException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param prefixes of the routes that there are
   */
  public NoRouteException(Identity to, Collection<String> prefixes) {
    super(
        prefixes.isEmpty()
            ? "no route leads to " + to + ": the configuration has no routes"
            : prefixes.stream()
                .sorted()
                .collect(
                    Collectors.joining(
                        ", ", "no route leads to " + to + "; the routes are for ", "")));
  }
}
