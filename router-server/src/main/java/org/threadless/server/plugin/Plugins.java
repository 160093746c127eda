package org.threadless.server.plugin;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.incoming.IncomingHandlerPlugin;

/** The plugins that are installed. */
public final class Plugins {

  private final InstalledPlugins<AppPlugin> apps =
      new InstalledPlugins<>(AppPlugin.class, "app", AppPlugin::appType);
  private final InstalledPlugins<BackendPlugin> backends =
      new InstalledPlugins<>(BackendPlugin.class, "engine", BackendPlugin::backendType);
  private final InstalledPlugins<IncomingHandlerPlugin> handlers =
      new InstalledPlugins<>(
          IncomingHandlerPlugin.class, "handler", IncomingHandlerPlugin::handlerType);
  private final InstalledPlugins<EndpointPlugin> endpoints =
      new InstalledPlugins<>(EndpointPlugin.class, "endpoint", EndpointPlugin::endpointType);
  private final List<InstalledPlugins<?>> kinds = List.of(apps, backends, handlers, endpoints);

  private Plugins(ClassLoader classLoader) {
    kinds.forEach(kind -> kind.addAll(classLoader, ""));
  }

  /**
   * Finds the plugins of the class path.
   *
   * @throws PluginException where one cannot be used, or two have the same name
   */
  public static Plugins find(ClassLoader classLoader) {
    return new Plugins(classLoader);
  }

  /**
   * Finds the plugins of the class path, and those in a folder: each jar there, and each folder of
   * jars, has a class loader of its own, which shares with the server what plugins are made against
   * and nothing else.
   *
   * @param folder need not exist
   * @param available a folder of those that come with the router and are used once they are in the
   *     other; need not exist
   * @throws PluginException where one cannot be used, or two have the same name
   */
  public static Plugins find(ClassLoader classLoader, Path folder, Path available) {
    Plugins plugins = find(classLoader);
    SharedClasses shared = new SharedClasses(classLoader);
    PluginSource.in(folder).forEach(source -> plugins.addAll(source, shared));
    plugins.kinds.forEach(kind -> kind.comeBesides(available, folder));
    return plugins;
  }

  private void addAll(PluginSource source, SharedClasses shared) {
    ClassLoader classLoader = source.classLoader(shared);
    int before = count();
    kinds.forEach(kind -> kind.addAll(classLoader, source.name()));
    if (count() == before) {
      throw new PluginException(
          source.name()
              + " has no plugin in it: it lacks META-INF/services/"
              + AppPlugin.class.getName()
              + " or the like");
    }
  }

  private int count() {
    return kinds.stream().mapToInt(Collection::size).sum();
  }

  /** Returns the installed apps. */
  public InstalledPlugins<AppPlugin> apps() {
    return apps;
  }

  /** Returns the installed kinds of backends. */
  public InstalledPlugins<BackendPlugin> backends() {
    return backends;
  }

  /** Returns the installed kinds of handlers of incoming messages. */
  public InstalledPlugins<IncomingHandlerPlugin> handlers() {
    return handlers;
  }

  /** Returns the installed endpoints. */
  public InstalledPlugins<EndpointPlugin> endpoints() {
    return endpoints;
  }
}
