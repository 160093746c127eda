package org.threadless.server.config;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.required;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.config.record.Binder;
import org.threadless.server.config.record.Keys;
import org.threadless.server.config.record.Scalars;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * One element of the list of routes: {@code {prefix: "+254", to: safaricom}}, or {@code to:
 * {vodacom: 3, airtel: 1}}.
 *
 * @param prefix what identities begin with; empty for all others
 * @param to the name of a backend, or a map of such names and their weights
 */
record RouteEntry(String prefix, ConfigNode to) {

  private static final int MOST = 1_000_000;

  RouteEntry {
    required("prefix", prefix);
    check(
        prefix.length() <= Identity.MAX_LENGTH,
        "prefix",
        "must not be longer than an identity, which has at most "
            + Identity.MAX_LENGTH
            + " characters");
    required("to", to);
  }

  /** Returns the routes; what is wrong with them is added to the mistakes. */
  static List<Route> readAll(
      List<ConfigNode> nodes, Collection<String> backends, Mistakes mistakes) {
    Map<String, Route> byPrefix = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (ConfigNode node : nodes) {
      read(node, mistakes)
          .ifPresent(
              entry -> {
                Place first = places.putIfAbsent(entry.prefix, node.place());
                if (first != null) {
                  mistakes.add(
                      node.place(),
                      "has the prefix '"
                          + entry.prefix
                          + "' once more; it is on line "
                          + first.line()
                          + " too");
                }
                Map<BackendName, Integer> weights = entry.weights(backends, mistakes);
                if (!weights.isEmpty()) {
                  byPrefix.put(entry.prefix, new Route(entry.prefix, weights));
                }
              });
    }
    return List.copyOf(byPrefix.values());
  }

  private static Optional<RouteEntry> read(ConfigNode node, Mistakes mistakes) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return new Binder(mistakes).bind(RouteEntry.class, mapping);
    }
    if (!(node instanceof ConfigNode.Wrong)) {
      mistakes.add(
          node.place(), "must be a map with prefix and to, and is " + ConfigNode.kind(node));
    }
    return Optional.empty();
  }

  private Map<BackendName, Integer> weights(Collection<String> backends, Mistakes mistakes) {
    Map<BackendName, Integer> weights = new LinkedHashMap<>();
    if (to instanceof ConfigNode.Scalar one) {
      backend(one.text(), one.place(), backends, mistakes).ifPresent(name -> weights.put(name, 1));
    } else if (to instanceof ConfigNode.Mapping several && !several.entries().isEmpty()) {
      several
          .entries()
          .forEach(
              (name, node) -> {
                Optional<BackendName> backend = backend(name, node.place(), backends, mistakes);
                Optional<Integer> weight = weight(node, mistakes);
                if (backend.isPresent() && weight.isPresent()) {
                  weights.put(backend.get(), weight.get());
                }
              });
    } else if (!(to instanceof ConfigNode.Wrong)) {
      mistakes.add(
          to.place(),
          "must be the name of a backend, or a map of such names and their weights, as in"
              + " {vodacom: 3, airtel: 1}; it is "
              + ConfigNode.kind(to));
    }
    return weights;
  }

  private static Optional<BackendName> backend(
      String name, Place place, Collection<String> backends, Mistakes mistakes) {
    Optional<String> problem = Keys.unknownBackend(name, backends);
    problem.ifPresent(said -> mistakes.add(place, said));
    try {
      return problem.isPresent() ? Optional.empty() : Optional.of(new BackendName(name));
    } catch (IllegalArgumentException e) {
      // It is a mistake where the backend stands already.
      return Optional.empty();
    }
  }

  private static Optional<Integer> weight(ConfigNode node, Mistakes mistakes) {
    Optional<Integer> weight =
        node instanceof ConfigNode.Scalar scalar
            ? Scalars.read(Integer.class, scalar.text())
                .map(Integer.class::cast)
                .filter(number -> number >= 1 && number <= MOST)
            : Optional.empty();
    if (weight.isEmpty() && !(node instanceof ConfigNode.Wrong)) {
      mistakes.add(node.place(), "must be a weight, which is a whole number from 1 to " + MOST);
    }
    return weight;
  }
}
