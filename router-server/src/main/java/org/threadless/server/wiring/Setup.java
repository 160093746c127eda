package org.threadless.server.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.http.HttpService;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.http.wiring.EndpointInstance;
import org.threadless.router.Plugin;
import org.threadless.router.app.AppName;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.NumbersSettings;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.engine.wiring.AppInstance;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.HandlerInstance;
import org.threadless.router.engine.wiring.PluginInstance;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.config.RouterConfig;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;
import org.threadless.server.numbers.PhoneNumbers;
import org.threadless.server.plugin.FoundPlugin;
import org.threadless.server.plugin.InstalledPlugins;
import org.threadless.server.plugin.PluginException;
import org.threadless.server.plugin.Plugins;

/** A configuration without mistakes, with a plugin for each app, backend and endpoint in it. */
public final class Setup {

  private final ConfigFile file;
  private final RouterConfig config;
  private final List<AppInstance> apps;
  private final List<BackendInstance> backends;
  private final List<EndpointInstance> endpoints;
  private final ConfiguredTexts texts;
  private final Numbers numbers;

  private Setup(
      ConfigFile file,
      RouterConfig config,
      List<AppInstance> apps,
      List<BackendInstance> backends,
      List<EndpointInstance> endpoints,
      ConfiguredTexts texts) {
    this.file = file;
    this.config = config;
    this.apps = apps;
    this.backends = backends;
    this.endpoints = endpoints;
    this.texts = texts;
    this.numbers = numbers(backends);
  }

  /**
   * Reads a configuration file.
   *
   * @param environment where {@code ${NAME}} comes from
   * @throws org.threadless.server.config.text.ConfigException with all the mistakes there are
   */
  public static Setup read(Path file, Map<String, String> environment, Plugins plugins) {
    List<EndpointPlugin> installed = endpoints(plugins);
    ConfigFile source = ConfigFile.read(file, environment);
    Mistakes mistakes = source.mistakes();
    RouterConfig config = RouterConfig.from(source, plugins.backends()::find, installed);
    ConfiguredTexts texts = new ConfiguredTexts(file.resolveSibling("texts"), config.language());
    List<AppInstance> apps = new ArrayList<>();
    config.apps().forEach(entry -> app(entry, texts, plugins, mistakes).ifPresent(apps::add));
    List<BackendInstance> backends = backends(config, plugins, mistakes);
    List<EndpointInstance> endpoints = endpoints(config, plugins, mistakes);
    mistakes.throwIfAny();
    refuse(config, backends, mistakes);
    mistakes.throwIfAny();
    return new Setup(
        source, config, List.copyOf(apps), List.copyOf(backends), List.copyOf(endpoints), texts);
  }

  private static List<EndpointPlugin> endpoints(Plugins plugins) {
    for (FoundPlugin<EndpointPlugin> found : plugins.endpoints()) {
      if (RouterConfig.isOwnSection(found.name())) {
        throw new PluginException(
            "the endpoint " + found + " has the name of a setting of the router's own");
      }
    }
    return plugins.endpoints().stream().map(FoundPlugin::plugin).toList();
  }

  private static List<EndpointInstance> endpoints(
      RouterConfig config, Plugins plugins, Mistakes mistakes) {
    List<EndpointInstance> endpoints = new ArrayList<>();
    for (PluginEntry entry : config.endpoints()) {
      configured(entry, plugins.endpoints(), mistakes)
          .map(found -> new EndpointInstance(found.plugin(), found.settings()))
          .ifPresent(endpoints::add);
      // Both are below the same path.
      config.backends().stream()
          .filter(backend -> backend.engine().equals(entry.name()))
          .forEach(
              backend ->
                  mistakes.add(
                      backend.enginePlace(),
                      "names an engine that has the name of the endpoint "
                          + entry.name()
                          + "; leave out one of the two"));
    }
    return endpoints;
  }

  /** Returns those that can be made, be it without what is wrong with them. */
  static List<BackendInstance> backends(RouterConfig config, Plugins plugins, Mistakes mistakes) {
    List<BackendInstance> backends = new ArrayList<>();
    config.backends().forEach(entry -> backend(entry, plugins, mistakes).ifPresent(backends::add));
    return backends;
  }

  /** Refuses backends that are right by themselves, and not where the server listens. */
  static void refuse(RouterConfig config, List<BackendInstance> backends, Mistakes mistakes) {
    refuseOpen(config, backends, mistakes);
    refuseWithoutUrl(config, backends, mistakes);
    refuseShared(config, backends, mistakes);
  }

  private static void refuseShared(
      RouterConfig config, List<BackendInstance> backends, Mistakes mistakes) {
    for (int i = 0; i < backends.size(); i++) {
      BackendInstance later = backends.get(i);
      Place place = config.backends().get(i).place();
      backends.stream()
          .limit(i)
          .forEach(
              earlier ->
                  later
                      .handler()
                      .shared(earlier.handler())
                      .ifPresent(
                          what ->
                              mistakes.add(
                                  place,
                                  "has "
                                      + what
                                      + ", which is that of the backend "
                                      + earlier.name()
                                      + ": each needs its own")));
    }
  }

  private static void refuseOpen(
      RouterConfig config, List<BackendInstance> backends, Mistakes mistakes) {
    if (!config.http().isOnlyForThisMachine()) {
      String problem =
          "lets everybody "
              + (config.http().forwarded()
                  ? "whom the proxy in front lets through"
                  : "who reaches " + config.http().host())
              + " bring messages in, in anybody's name: set allow-ip, secret or check, or"
              + " allow-anyone: true where that is meant";
      refuse(config, backends, BackendInstance::takesFromAnybody, problem, mistakes);
    }
  }

  private static void refuseWithoutUrl(
      RouterConfig config, List<BackendInstance> backends, Mistakes mistakes) {
    if (config.http().publicUrl().isEmpty()) {
      String problem =
          "needs the URL that its gateway calls: set public-url to that of the root, such as"
              + " https://sms.example.org/";
      refuse(config, backends, BackendInstance::needsPublicUrl, problem, mistakes);
    }
  }

  // Without mistakes there is a backend for each entry, in the same order.
  private static void refuse(
      RouterConfig config,
      List<BackendInstance> backends,
      Predicate<BackendInstance> which,
      String problem,
      Mistakes mistakes) {
    for (int i = 0; i < backends.size(); i++) {
      if (which.test(backends.get(i))) {
        mistakes.add(config.backends().get(i).place(), problem);
      }
    }
  }

  /** Returns the file that it was read from, as it was then. */
  public ConfigFile file() {
    return file;
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
    return new Setup(
        file, config.withHttp(config.http().withPort(port)), apps, backends, endpoints, texts);
  }

  /** Returns the same, but that the files of the server's certificate start from that folder. */
  public Setup in(Home home) {
    return new Setup(
        file, config.withHttp(config.http().in(home.folder())), apps, backends, endpoints, texts);
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

  /** Returns the routes between the backends. */
  public Routes routes() {
    return new Routes(config.routes(), numbers());
  }

  /** Returns what makes the identities of the backends uniform. */
  public Numbers numbers() {
    return numbers;
  }

  /** Returns what makes those of these backends uniform. */
  static Numbers numbers(List<BackendInstance> backends) {
    Map<BackendName, String> regions = new HashMap<>();
    backends.forEach(
        backend ->
            backend.common().numbers().ifPresent(set -> regions.put(backend.name(), set.region())));
    return PhoneNumbers.of(regions);
  }

  /** Returns the backends that messages of one go out by, in the order in which they are asked. */
  public List<BackendName> ways(BackendName backend) {
    Map<BackendName, List<BackendName>> fallbacks =
        backends.stream()
            .collect(Collectors.toMap(BackendInstance::name, each -> each.common().fallbacks()));
    return Backends.ways(backend, fallbacks::get);
  }

  /** Returns what is missing, unused or malformed in the texts of the apps, one line each. */
  public List<String> textProblems() {
    return texts.problems(apps);
  }

  List<AppInstance> apps() {
    return apps;
  }

  /** Returns the backends, in the order of the configuration. */
  public List<BackendInstance> backends() {
    return backends;
  }

  /** Returns the endpoints that are served, by name. */
  public List<EndpointInstance> endpoints() {
    return endpoints;
  }

  /** Returns the backends, each followed by what its incoming messages go to, and the endpoints. */
  Stream<PluginInstance<?, ?>> allButApps() {
    return Stream.concat(
        backends.stream().flatMap(backend -> Stream.of(backend, backend.handler())),
        endpoints.stream());
  }

  /** Returns what is configured, each plugin once. */
  public Stream<Plugin> plugins() {
    return Stream.concat(apps.stream(), allButApps())
        .<Plugin>map(PluginInstance::plugin)
        .distinct();
  }

  private static Optional<AppInstance> app(
      PluginEntry entry, ConfiguredTexts texts, Plugins plugins, Mistakes mistakes) {
    AppName name = new AppName(entry.name());
    return configured(entry, plugins.apps(), mistakes)
        .flatMap(
            found ->
                texts
                    .of(name, found.plugin(), mistakes)
                    .map(its -> new AppInstance(name, found.plugin(), found.settings(), its)));
  }

  private static Optional<BackendInstance> backend(
      BackendEntry entry, Plugins plugins, Mistakes mistakes) {
    PluginEntry engine = new PluginEntry(entry.engine(), entry.enginePlace(), entry.settings());
    Optional<Configured<BackendPlugin>> backend = configured(engine, plugins.backends(), mistakes);
    Optional<HandlerInstance> handler = handler(entry, plugins, mistakes);
    Optional<BackendSettings> common = entry.common().bind(BackendSettings.class, mistakes);
    common
        .flatMap(BackendSettings::numbers)
        .map(NumbersSettings::region)
        .filter(region -> !PhoneNumbers.isRegion(region))
        .ifPresent(region -> mistakes.add(entry.common().place("numbers"), unknown(region)));
    if (backend.isEmpty() || handler.isEmpty() || common.isEmpty()) {
      return Optional.empty();
    }
    Configured<BackendPlugin> found = backend.get();
    return Optional.of(
        new BackendInstance(
            entry.name(), found.plugin(), found.settings(), handler.get(), common.get()));
  }

  private static String unknown(String region) {
    return "must name a region whose phone numbers are known, such as KE, and "
        + region
        + " is none";
  }

  private static Optional<HandlerInstance> handler(
      BackendEntry entry, Plugins plugins, Mistakes mistakes) {
    if (entry.handler().isEmpty()) {
      return Optional.of(HandlerInstance.inline(entry.name()));
    }
    return configured(entry.handler().get(), plugins.handlers(), mistakes)
        .map(found -> new HandlerInstance(entry.name(), found.plugin(), found.settings()));
  }

  /** A plugin that is named in the configuration, with the settings that stand there. */
  private record Configured<P extends Plugin>(P plugin, Record settings) {}

  private static <P extends Plugin> Optional<Configured<P>> configured(
      PluginEntry entry, InstalledPlugins<P> installed, Mistakes mistakes) {
    Optional<P> plugin = installed.find(entry.name());
    if (plugin.isEmpty()) {
      mistakes.add(entry.place(), installed.unknown(entry.name()));
    }
    return plugin.flatMap(
        found ->
            entry
                .settings()
                .bind(found.configType(), mistakes)
                .map(settings -> new Configured<>(found, settings)));
  }
}
