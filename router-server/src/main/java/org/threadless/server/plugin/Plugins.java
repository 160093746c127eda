package org.threadless.server.plugin;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.incoming.IncomingHandlerPlugin;

/** The apps and the kinds of backends that are installed. */
public final class Plugins {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");

  private final Map<String, FoundPlugin<AppPlugin>> apps;
  private final Map<String, FoundPlugin<BackendPlugin>> backends;
  private final Map<String, FoundPlugin<IncomingHandlerPlugin>> handlers;

  private Plugins(
      Map<String, FoundPlugin<AppPlugin>> apps,
      Map<String, FoundPlugin<BackendPlugin>> backends,
      Map<String, FoundPlugin<IncomingHandlerPlugin>> handlers) {
    this.apps = apps;
    this.backends = backends;
    this.handlers = handlers;
  }

  /**
   * Finds the plugins of the class path.
   *
   * @throws PluginException where one cannot be used, or two have the same name
   */
  public static Plugins find(ClassLoader classLoader) {
    return new Plugins(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()).addAll(classLoader, "");
  }

  /**
   * Finds the plugins of the class path, and those in a folder: each jar there, and each folder of
   * jars, has a class loader of its own, which shares with the server what plugins are made against
   * and nothing else.
   *
   * @param folder need not exist
   * @throws PluginException where one cannot be used, or two have the same name
   */
  public static Plugins find(ClassLoader classLoader, Path folder) {
    Plugins plugins = find(classLoader);
    SharedClasses shared = new SharedClasses(classLoader);
    for (PluginSource source : PluginSource.in(folder)) {
      int before = plugins.count();
      plugins.addAll(source.classLoader(shared), source.name());
      if (plugins.count() == before) {
        throw new PluginException(
            source.name()
                + " has no plugin in it: it lacks META-INF/services/"
                + AppPlugin.class.getName()
                + " or the like");
      }
    }
    return plugins;
  }

  private Plugins addAll(ClassLoader classLoader, String source) {
    add(AppPlugin.class, AppPlugin::name, classLoader, source, apps);
    add(BackendPlugin.class, BackendPlugin::engine, classLoader, source, backends);
    add(IncomingHandlerPlugin.class, IncomingHandlerPlugin::name, classLoader, source, handlers);
    return this;
  }

  private int count() {
    return apps.size() + backends.size() + handlers.size();
  }

  /** Returns the app of this name, if it is installed. */
  public Optional<AppPlugin> app(String name) {
    return Optional.ofNullable(apps.get(name)).map(FoundPlugin::plugin);
  }

  /** Returns the kind of backend of this name, if it is installed. */
  public Optional<BackendPlugin> backend(String engine) {
    return Optional.ofNullable(backends.get(engine)).map(FoundPlugin::plugin);
  }

  /** Returns the kind of handler of incoming messages of this name, if it is installed. */
  public Optional<IncomingHandlerPlugin> handler(String name) {
    return Optional.ofNullable(handlers.get(name)).map(FoundPlugin::plugin);
  }

  /** Returns all installed kinds of handlers of incoming messages, by name. */
  public Collection<FoundPlugin<IncomingHandlerPlugin>> handlers() {
    return List.copyOf(handlers.values());
  }

  /** Returns all installed apps, by name. */
  public Collection<FoundPlugin<AppPlugin>> apps() {
    return List.copyOf(apps.values());
  }

  /** Returns all installed kinds of backends, by name. */
  public Collection<FoundPlugin<BackendPlugin>> backends() {
    return List.copyOf(backends.values());
  }

  /** Adds those of one kind. {@code source} is empty for the class path. */
  private static <P> void add(
      Class<P> type,
      Function<P, String> name,
      ClassLoader classLoader,
      String source,
      Map<String, FoundPlugin<P>> found) {
    String where = source.isEmpty() ? "" : source + ": ";
    try {
      for (P plugin : ServiceLoader.load(type, classLoader)) {
        add(FoundPlugin.of(name(plugin, name), plugin, source), found);
        if (!source.isEmpty()) {
          ClassCheck.of(plugin, where);
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new PluginException(where + "a plugin cannot be loaded: " + LoadFailure.reason(e), e);
    }
  }

  private static <P> String name(P plugin, Function<P, String> name) {
    try {
      return name.apply(plugin);
    } catch (RuntimeException e) {
      throw new PluginException(
          "the plugin "
              + plugin.getClass().getName()
              + " does not tell its name: "
              + LoadFailure.oneLine(e),
          e);
    }
  }

  private static <P> void add(FoundPlugin<P> plugin, Map<String, FoundPlugin<P>> found) {
    if (plugin.name() == null || !NAME.matcher(plugin.name()).matches()) {
      throw new PluginException(
          "the plugin "
              + plugin.plugin().getClass().getName()
              + " has a bad name, "
              + LoadFailure.oneLine(plugin)
              + ": it must be 1 to 50 of the characters a-z 0-9 -");
    }
    FoundPlugin<P> other = found.putIfAbsent(plugin.name(), plugin);
    if (other != null) {
      throw new PluginException("two plugins have the same name: " + other + " and " + plugin);
    }
  }
}
