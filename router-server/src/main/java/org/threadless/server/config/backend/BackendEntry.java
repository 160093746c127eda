package org.threadless.server.config.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.message.BackendName;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.plugin.PluginSettings;
import org.threadless.server.config.record.RecordType;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * One element of the map of backends.
 *
 * @param name the name it is configured under
 * @param engine the engine's name; not blank, and not looked up yet
 * @param place where the backend is
 * @param enginePlace where the engine is named: what to give to {@link Mistakes#add} if there is no
 *     such engine
 * @param preset the name of its preset, where it has one
 * @param declared the settings that its preset declares, a line each for people
 * @param handler what its incoming messages go to, where it is named; not looked up yet
 * @param common the settings that a backend of any kind has: those of {@link BackendSettings}
 * @param settings the settings of its engine: all others
 */
public record BackendEntry(
    BackendName name,
    String engine,
    Place place,
    Place enginePlace,
    Optional<String> preset,
    List<String> declared,
    Optional<PluginEntry> handler,
    PluginSettings common,
    PluginSettings settings) {

  public static final String ENGINE = "engine";
  public static final String HANDLER = "handler";
  private static final List<String> COMMON = new RecordType<>(BackendSettings.class).keys();
  static final List<String> NOT_OF_THE_ENGINE =
      Stream.concat(Stream.of(ENGINE, HANDLER), COMMON.stream()).toList();

  // In the place of a bad name, so that the mistakes below it are found as well.
  private static final BackendName NAMELESS = new BackendName("_");

  /** Refuses null. */
  public BackendEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(enginePlace, "enginePlace");
    Objects.requireNonNull(preset, "preset");
    declared = List.copyOf(declared);
    Objects.requireNonNull(handler, "handler");
    Objects.requireNonNull(common, "common");
    Objects.requireNonNull(settings, "settings");
  }

  /** Reads all of a file, those that are right. */
  public static List<BackendEntry> readAll(
      Map<String, ConfigNode> nodes, Presets presets, Mistakes mistakes) {
    List<BackendEntry> entries = new ArrayList<>();
    nodes.forEach((name, node) -> read(name, node, presets, mistakes).ifPresent(entries::add));
    return entries;
  }

  private static Optional<BackendEntry> read(
      String key, ConfigNode node, Presets presets, Mistakes mistakes) {
    Optional<BackendName> name = name(key, node.place(), mistakes);
    Optional<ConfigNode.Mapping> backend = mapping(node, mistakes);
    Optional<ConfigNode.Scalar> engine = backend.flatMap(found -> engine(found, mistakes));
    return engine.flatMap(
        found ->
            presets
                .section(found.text(), backend.get(), mistakes)
                .map(section -> entry(name.orElse(NAMELESS), found, section, mistakes)));
  }

  private static BackendEntry entry(
      BackendName name, ConfigNode.Scalar engine, BackendSection section, Mistakes mistakes) {
    ConfigNode.Mapping node = section.node();
    return new BackendEntry(
        name,
        engine.text(),
        node.place(),
        engine.place(),
        section.preset(),
        section.declared(),
        handler(node, mistakes),
        new PluginSettings(node.only(COMMON)),
        new PluginSettings(
            node.without(NOT_OF_THE_ENGINE),
            Stream.concat(NOT_OF_THE_ENGINE.stream(), section.read().stream()).toList(),
            section.settled()));
  }

  private static Optional<PluginEntry> handler(ConfigNode.Mapping backend, Mistakes mistakes) {
    return Optional.ofNullable(backend.entries().get(HANDLER))
        .filter(node -> !(node instanceof ConfigNode.Empty))
        .flatMap(node -> PluginEntry.read(node, "handler", mistakes));
  }

  private static Optional<BackendName> name(String key, Place place, Mistakes mistakes) {
    try {
      return Optional.of(new BackendName(key));
    } catch (IllegalArgumentException e) {
      mistakes.add(place, "is not a name for a backend: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<ConfigNode.Mapping> mapping(ConfigNode node, Mistakes mistakes) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (!(node instanceof ConfigNode.Wrong)) {
      mistakes.add(
          node.place(),
          "must be a map of settings with an engine, and is " + ConfigNode.kind(node));
    }
    return Optional.empty();
  }

  private static Optional<ConfigNode.Scalar> engine(ConfigNode.Mapping backend, Mistakes mistakes) {
    ConfigNode engine = backend.entries().get(ENGINE);
    if (engine instanceof ConfigNode.Scalar scalar && !scalar.text().isBlank()) {
      return Optional.of(scalar);
    }
    if (engine == null) {
      mistakes.add(backend.place().child(ENGINE, backend.place().line()), "is missing");
    } else if (!(engine instanceof ConfigNode.Wrong)) {
      mistakes.add(
          engine.place(), "must be the name of an engine, and is " + ConfigNode.kind(engine));
    }
    return Optional.empty();
  }
}
