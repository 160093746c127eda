package org.threadless.server.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.http.HttpService;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.sending.BackendSettings;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.HandlerInstance;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.server.config.BackendEntry;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.Mistakes;
import org.threadless.server.config.PluginEntry;
import org.threadless.server.config.RouterConfig;
import org.threadless.server.plugin.FoundPlugin;
import org.threadless.server.plugin.Plugins;

/** A configuration without mistakes, with a plugin for each app and backend in it. */
public final class Setup {

  private final RouterConfig config;
  private final List<AppInstance> apps;
  private final List<BackendInstance> backends;

  private Setup(RouterConfig config, List<AppInstance> apps, List<BackendInstance> backends) {
    this.config = config;
    this.apps = apps;
    this.backends = backends;
  }

  /**
   * Reads a configuration file.
   *
   * @param environment where {@code ${NAME}} comes from
   * @throws org.threadless.server.config.ConfigException with all the mistakes there are
   */
  public static Setup read(Path file, Map<String, String> environment, Plugins plugins) {
    ConfigFile source = ConfigFile.read(file, environment);
    Mistakes mistakes = source.mistakes();
    RouterConfig config = RouterConfig.from(source);
    List<AppInstance> apps = new ArrayList<>();
    config.apps().forEach(entry -> app(entry, plugins, mistakes).ifPresent(apps::add));
    List<BackendInstance> backends = new ArrayList<>();
    config.backends().forEach(entry -> backend(entry, plugins, mistakes).ifPresent(backends::add));
    mistakes.throwIfAny();
    return new Setup(config, List.copyOf(apps), List.copyOf(backends));
  }

  /** Returns the server's own settings. */
  public RouterConfig config() {
    return config;
  }

  /**
   * Returns the same, but that it listens on another port; 0 takes any free one.
   *
   * @throws org.threadless.router.config.InvalidSettingException where there is no such port
   */
  public Setup listeningOn(int port) {
    return new Setup(config.withHttp(config.http().withPort(port)), apps, backends);
  }

  /** Returns the names of the apps, in the order they are called in. */
  public List<String> appNames() {
    return apps.stream().map(app -> app.name().value()).toList();
  }

  /** Returns the paths of the backends, {@code /<engine>/<backend name>/}. */
  public List<String> backendPaths() {
    return backends.stream()
        .map(backend -> HttpService.path(backend.engine(), backend.name()))
        .toList();
  }

  List<AppInstance> apps() {
    return apps;
  }

  /** Returns the backends, in the order of the configuration. */
  public List<BackendInstance> backends() {
    return backends;
  }

  private static Optional<AppInstance> app(PluginEntry entry, Plugins plugins, Mistakes mistakes) {
    Optional<AppPlugin> plugin = plugins.app(entry.name());
    if (plugin.isEmpty()) {
      mistakes.add(
          entry.place(),
          "is not an installed app: " + entry.name() + "; " + installed(plugins.apps()));
    }
    return plugin.flatMap(
        found ->
            entry
                .settings()
                .bind(found.configType(), mistakes)
                .map(settings -> new AppInstance(new AppName(entry.name()), found, settings)));
  }

  private static Optional<BackendInstance> backend(
      BackendEntry entry, Plugins plugins, Mistakes mistakes) {
    Optional<BackendPlugin> plugin = plugins.backend(entry.engine());
    if (plugin.isEmpty()) {
      mistakes.add(
          entry.enginePlace(),
          "is not an installed engine: " + entry.engine() + "; " + installed(plugins.backends()));
    }
    Optional<HandlerInstance> handler =
        entry
            .handler()
            .map(named -> handler(named, plugins, mistakes))
            .orElseGet(() -> Optional.of(HandlerInstance.inline()));
    Optional<BackendSettings> common = entry.common().bind(BackendSettings.class, mistakes);
    Optional<Record> settings =
        plugin.flatMap(found -> entry.settings().bind(found.configType(), mistakes));
    if (plugin.isEmpty() || settings.isEmpty() || handler.isEmpty() || common.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BackendInstance(
            entry.name(), plugin.get(), settings.get(), handler.get(), common.get()));
  }

  private static Optional<HandlerInstance> handler(
      PluginEntry entry, Plugins plugins, Mistakes mistakes) {
    Optional<IncomingHandlerPlugin> plugin = plugins.handler(entry.name());
    if (plugin.isEmpty()) {
      mistakes.add(
          entry.place(),
          "is not an installed handler: " + entry.name() + "; " + installed(plugins.handlers()));
    }
    return plugin.flatMap(
        found ->
            entry
                .settings()
                .bind(found.configType(), mistakes)
                .map(settings -> new HandlerInstance(found, settings)));
  }

  private static String installed(Collection<? extends FoundPlugin<?>> plugins) {
    return plugins.isEmpty()
        ? "none is installed"
        : plugins.stream()
            .map(FoundPlugin::toString)
            .collect(Collectors.joining(", ", "installed: ", ""));
  }
}
