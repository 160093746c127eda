package org.threadless.router.engine.backend;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;

/** The configured backends, in the order of the configuration. */
@Singleton
public final class Backends {

  private final Map<BackendName, ConfiguredBackend> byName = new LinkedHashMap<>();
  private final Map<BackendName, List<BackendName>> ways = new LinkedHashMap<>();

  /**
   * @param configured no two of a name
   */
  @Inject
  public Backends(List<ConfiguredBackend> configured) {
    for (ConfiguredBackend backend : configured) {
      if (byName.putIfAbsent(backend.name(), backend) != null) {
        throw new IllegalArgumentException("two backends are named " + backend.name());
      }
    }
    byName
        .keySet()
        .forEach(name -> ways.put(name, ways(name, each -> require(each).settings().fallbacks())));
  }

  /** The same as {@link #ways(BackendName)}, of backends that have these fallbacks. */
  public static List<BackendName> ways(
      BackendName name, Function<BackendName, List<BackendName>> fallbacks) {
    Set<BackendName> found = new LinkedHashSet<>();
    addWays(name, fallbacks, found);
    return List.copyOf(found);
  }

  // Once each, whatever is configured.
  private static void addWays(
      BackendName name,
      Function<BackendName, List<BackendName>> fallbacks,
      Set<BackendName> found) {
    if (found.add(name)) {
      fallbacks.apply(name).forEach(next -> addWays(next, fallbacks, found));
    }
  }

  /**
   * Returns the backends that messages of this one go out by, in the order in which they are asked:
   * it, then its fallbacks, each followed by its own.
   *
   * @throws UnknownBackendException as {@link #require}
   */
  public List<BackendName> ways(BackendName name) {
    return ways.get(require(name).name());
  }

  /** Returns the backends whose messages may go out by this one: it is a way of theirs. */
  public List<BackendName> leadingTo(BackendName name) {
    return ways.entrySet().stream()
        .filter(way -> way.getValue().contains(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns the backend of this name.
   *
   * @throws UnknownBackendException where none is configured; its message lists those that are
   */
  public ConfiguredBackend require(BackendName name) {
    ConfiguredBackend backend = byName.get(name);
    if (backend == null) {
      throw new UnknownBackendException(name, byName.keySet());
    }
    return backend;
  }

  /** Returns whether a backend of this name is configured. */
  public boolean has(BackendName name) {
    return byName.containsKey(name);
  }

  /** Returns all of them. */
  public Collection<ConfiguredBackend> all() {
    return List.copyOf(byName.values());
  }
}
