package org.threadless.server.config.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.message.BackendName;
import org.threadless.server.config.record.Keys;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * Finds what is wrong with the {@code fallback}s of backends: names of none, and such as lead back
 * to where they began.
 */
public final class Fallbacks {

  private static final String KEY = "fallback";

  private final Map<BackendName, List<BackendName>> fallbacks = new LinkedHashMap<>();
  private final Map<BackendName, Place> places = new LinkedHashMap<>();
  private final Mistakes mistakes;

  private Fallbacks(List<BackendEntry> backends, Mistakes mistakes) {
    this.mistakes = mistakes;
    for (BackendEntry entry : backends) {
      // Whoever makes the backend reports what is wrong with the settings themselves.
      entry
          .common()
          .bind(BackendSettings.class, new Mistakes())
          .ifPresent(settings -> fallbacks.put(entry.name(), settings.fallbacks()));
      places.put(entry.name(), entry.common().place(KEY));
    }
  }

  /**
   * Looks whether those that are named are there, and lead back to nobody.
   *
   * @param configured the names of all backends, also of those that cannot be made
   */
  public static void check(
      List<BackendEntry> backends, Collection<String> configured, Mistakes mistakes) {
    Fallbacks found = new Fallbacks(backends, mistakes);
    found.refuseUnknown(configured);
    found.refuseLoops();
  }

  private void refuseUnknown(Collection<String> configured) {
    fallbacks.forEach(
        (backend, names) ->
            names.stream()
                .flatMap(name -> Keys.unknownBackend(name.value(), configured).stream())
                .forEach(problem -> mistakes.add(places.get(backend), problem)));
  }

  private void refuseLoops() {
    Set<BackendName> told = new HashSet<>();
    for (BackendName backend : fallbacks.keySet()) {
      List<BackendName> loop = wayBack(backend);
      if (!loop.isEmpty() && told.stream().noneMatch(loop::contains)) {
        told.addAll(loop);
        mistakes.add(
            places.get(backend),
            loop.stream()
                .map(BackendName::value)
                .collect(Collectors.joining(" -> ", "leads back to where it began: ", "")));
      }
    }
  }

  /**
   * Returns the shortest way from a backend to itself, both included; empty where there is none.
   */
  private List<BackendName> wayBack(BackendName backend) {
    Deque<List<BackendName>> ways = new ArrayDeque<>(List.of(List.of(backend)));
    Set<BackendName> seen = new HashSet<>();
    while (!ways.isEmpty()) {
      List<BackendName> way = ways.removeFirst();
      for (BackendName next : fallbacks.getOrDefault(way.get(way.size() - 1), List.of())) {
        List<BackendName> longer = new ArrayList<>(way);
        longer.add(next);
        if (next.equals(backend)) {
          return longer;
        }
        if (seen.add(next)) {
          ways.add(longer);
        }
      }
    }
    return List.of();
  }
}
