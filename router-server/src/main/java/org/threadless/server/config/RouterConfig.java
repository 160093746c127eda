package org.threadless.server.config;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.notBlank;
import static org.threadless.router.config.Settings.orElse;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.threadless.http.HttpSettings;
import org.threadless.http.callback.ByMessageSettings;
import org.threadless.http.callback.CallbackPlan;
import org.threadless.http.callback.CallbackSettings;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.text.LanguageTag;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.config.backend.Fallbacks;
import org.threadless.server.config.backend.Presets;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.record.Binder;
import org.threadless.server.config.record.RecordType;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.log.LogSettings;
import org.threadless.storage.keep.KeepSettings;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * The server's own settings, and those of apps, backends and endpoints as far as they can be read
 * before their plugins are known.
 *
 * @param projectName for texts that apps send; default {@code Threadless Router}
 * @param language of people whose language is not known, or has no texts; default English
 * @param http where the server listens
 * @param database where messages are stored
 * @param limits how long and how many things may wait
 * @param logging what is logged, and how
 * @param apps in the order of the file, no two of one name
 * @param backends in the order of the file, no two of one name
 * @param routes in the order of the file, no two of one prefix
 * @param endpoints those that are to be served, by name
 * @param callbacks which programs are told what happens
 * @param keep how long what is stored is kept
 */
public record RouterConfig(
    String projectName,
    Locale language,
    HttpSettings http,
    DatabaseSettings database,
    LimitSettings limits,
    LogSettings logging,
    List<PluginEntry> apps,
    List<BackendEntry> backends,
    List<Route> routes,
    List<PluginEntry> endpoints,
    CallbackPlan callbacks,
    KeepSettings keep) {

  /** Refuses null. */
  public RouterConfig {
    Objects.requireNonNull(projectName, "projectName");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(http, "http");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(logging, "logging");
    Objects.requireNonNull(callbacks, "callbacks");
    Objects.requireNonNull(keep, "keep");
    apps = List.copyOf(apps);
    backends = List.copyOf(backends);
    routes = List.copyOf(routes);
    endpoints = List.copyOf(endpoints);
  }

  /** Reads the settings as if no endpoint were installed. */
  public static RouterConfig from(
      ConfigFile file, Function<String, Optional<BackendPlugin>> engines) {
    return from(file, engines, List.of());
  }

  /**
   * Reads the settings from {@code file}, and adds whatever is wrong to its mistakes. With
   * mistakes, the result has defaults in the place of bad values and lacks bad apps and backends;
   * it is then good for finding the other mistakes, and {@link Mistakes#throwIfAny()} comes before
   * any other use.
   *
   * @param engines gives an installed engine by its name, for the presets that come with it
   * @param endpoints the installed ones: the file may have a section of each
   */
  public static RouterConfig from(
      ConfigFile file,
      Function<String, Optional<BackendPlugin>> engines,
      Collection<EndpointPlugin> endpoints) {
    Mistakes mistakes = file.mistakes();
    List<String> sections = endpoints.stream().map(EndpointPlugin::name).toList();
    Content content =
        new Binder(mistakes)
            .bind(Content.class, file.root(), sections, true)
            .orElseThrow(AssertionError::new);
    List<BackendEntry> backends =
        BackendEntry.readAll(content.backends, new Presets(file.path(), engines), mistakes);
    Fallbacks.check(backends, content.backends.keySet(), mistakes);
    return new RouterConfig(
        content.projectName,
        LanguageTag.parse(content.language).orElseThrow(),
        content.http,
        content.database,
        content.limits,
        content.logging,
        PluginEntry.readAll(content.apps, mistakes),
        backends,
        RouteEntry.readAll(content.routes, content.backends.keySet(), mistakes),
        EndpointSections.readAll(file.root(), endpoints, mistakes),
        new CallbackPlan(content.callbacks, content.callbacksByMessage),
        content.keep);
  }

  /** Returns whether a section of this name is the router's own, which no plugin may have. */
  public static boolean isOwnSection(String name) {
    return new RecordType<>(Content.class).keys().contains(name);
  }

  /** Returns the same, but that it listens otherwise. */
  public RouterConfig withHttp(HttpSettings newHttp) {
    return new RouterConfig(
        projectName,
        language,
        newHttp,
        database,
        limits,
        logging,
        apps,
        backends,
        routes,
        endpoints,
        callbacks,
        keep);
  }

  /** The file as it is. Every value has a default, so that there is always one. */
  record Content(
      String projectName,
      String language,
      HttpSettings http,
      DatabaseSettings database,
      LimitSettings limits,
      LogSettings logging,
      List<ConfigNode> apps,
      Map<String, ConfigNode> backends,
      List<ConfigNode> routes,
      List<CallbackSettings> callbacks,
      Optional<ByMessageSettings> callbacksByMessage,
      KeepSettings keep) {

    Content {
      projectName = notBlank("projectName", orElse(projectName, "Threadless Router"));
      language = orElse(language, "en");
      check(
          LanguageTag.parse(language).isPresent(),
          "language",
          "must be a language such as en or pt-BR, and is " + language);
      http = orElse(http, new HttpSettings(null, null));
      database = orElse(database, new DatabaseSettings(null, null, null, null));
      limits = orElse(limits, new LimitSettings(null, null, null));
      logging = orElse(logging, LogSettings.none());
      apps = orElse(apps, List.of());
      backends = orElse(backends, Map.of());
      routes = orElse(routes, List.of());
      callbacks = orElse(callbacks, List.of());
      check(
          callbacks.stream().map(CallbackSettings::target).distinct().count() == callbacks.size(),
          "callbacks",
          "must name each url once; let one that is there twice be told all of it by one");
      callbacksByMessage = orElse(callbacksByMessage, Optional.empty());
      keep = orElse(keep, KeepSettings.everything());
    }
  }
}
