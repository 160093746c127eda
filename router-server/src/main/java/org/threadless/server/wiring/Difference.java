package org.threadless.server.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.Plugin;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.PluginInstance;
import org.threadless.server.config.RouterConfig;

/**
 * What is other in a configuration than in the one that a router runs with.
 *
 * @param restarts the keys that cannot change in a router that runs, in the order of the
 *     documentation; where there is one, nothing else is of use
 * @param apps those with other settings
 * @param backends those with other settings of their own, or of their handlers
 * @param endpoints those with other settings
 */
record Difference(
    List<String> restarts,
    List<AppInstance> apps,
    List<BackendInstance> backends,
    List<EndpointInstance> endpoints) {

  static Difference between(Setup old, Setup next) {
    List<String> restarts = new ArrayList<>(ofRouter(old.config(), next.config()));
    restarts.addAll(names("apps", old.apps(), next.apps(), AppInstance::label));
    restarts.addAll(names("backends", old.backends(), next.backends(), Difference::kind));
    if (same(old.backends(), next.backends(), BackendInstance::name)) {
      restarts.addAll(ofAllKinds(old.backends(), next.backends()));
    }
    restarts.addAll(names("endpoints", old.endpoints(), next.endpoints(), EndpointInstance::name));
    return restarts.isEmpty()
        ? new Difference(
            List.of(),
            changed(old.apps(), next.apps(), Difference::isSame),
            changed(old.backends(), next.backends(), Difference::isSameWithHandler),
            changed(old.endpoints(), next.endpoints(), Difference::isSame))
        : new Difference(List.copyOf(restarts), List.of(), List.of(), List.of());
  }

  private static List<String> ofRouter(RouterConfig old, RouterConfig next) {
    List<String> keys = new ArrayList<>();
    add(keys, "project-name", RouterConfig::projectName, old, next);
    add(keys, "language", RouterConfig::language, old, next);
    add(keys, "http", RouterConfig::http, old, next);
    add(keys, "database", RouterConfig::database, old, next);
    add(keys, "limits", RouterConfig::limits, old, next);
    add(keys, "logging", RouterConfig::logging, old, next);
    add(keys, "routes", RouterConfig::routes, old, next);
    add(keys, "callbacks", RouterConfig::callbacks, old, next);
    add(keys, "keep", RouterConfig::keep, old, next);
    return keys;
  }

  private static void add(
      List<String> keys,
      String key,
      Function<RouterConfig, ?> part,
      RouterConfig old,
      RouterConfig next) {
    if (!Objects.equals(part.apply(old), part.apply(next))) {
      keys.add(key);
    }
  }

  private static <T> List<String> names(
      String key, List<T> old, List<T> next, Function<T, ?> name) {
    return same(old, next, name)
        ? List.of()
        : List.of(key + " (others, or in another order, or of another kind)");
  }

  private static <T> boolean same(List<T> old, List<T> next, Function<T, ?> name) {
    return old.stream().map(name).toList().equals(next.stream().map(name).toList());
  }

  private static List<String> kind(BackendInstance backend) {
    return List.of(backend.name().value(), backend.engine(), backend.handler().plugin().name());
  }

  private static List<String> ofAllKinds(List<BackendInstance> old, List<BackendInstance> next) {
    return IntStream.range(0, old.size())
        .filter(i -> !old.get(i).common().equals(next.get(i).common()))
        .mapToObj(
            i ->
                "backends."
                    + old.get(i).name()
                    + " (concurrency, retry, rates, hours, fallback or numbers)")
        .toList();
  }

  private static <T> List<T> changed(List<T> old, List<T> next, BiPredicate<T, T> isSame) {
    return IntStream.range(0, old.size())
        .filter(i -> !isSame.test(old.get(i), next.get(i)))
        .mapToObj(next::get)
        .toList();
  }

  private static boolean isSame(
      PluginInstance<? extends Plugin, ?> old, PluginInstance<? extends Plugin, ?> next) {
    return old.settings().equals(next.settings());
  }

  private static boolean isSameWithHandler(BackendInstance old, BackendInstance next) {
    return isSame(old, next) && isSame(old.handler(), next.handler());
  }

  /** Returns what is to be made anew, in words. */
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    apps.forEach(each -> labels.add("app " + each.name()));
    backends.forEach(each -> labels.add("backend " + each.name()));
    endpoints.forEach(each -> labels.add("endpoint " + each.name()));
    return List.copyOf(labels);
  }
}
