package org.threadless.server.config.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * A plugin that is named, perhaps with its settings: {@code - echo}, or {@code - default:
 * {response: Sorry}}.
 *
 * @param name the plugin's name; not blank, and not looked up yet
 * @param place where the name is: what to give to {@link Mistakes#add} if there is no such app
 * @param settings its settings; none for the short form
 */
public record PluginEntry(String name, Place place, PluginSettings settings) {

  /** Refuses null. */
  public PluginEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(settings, "settings");
  }

  /** Reads all of a list, those that are right. */
  public static List<PluginEntry> readAll(List<ConfigNode> nodes, Mistakes mistakes) {
    Map<String, PluginEntry> byName = new LinkedHashMap<>();
    for (ConfigNode node : nodes) {
      read(node, "app", mistakes).ifPresent(entry -> refuseSecond(byName, entry, mistakes));
    }
    return new ArrayList<>(byName.values());
  }

  private static void refuseSecond(
      Map<String, PluginEntry> byName, PluginEntry entry, Mistakes mistakes) {
    PluginEntry first = byName.putIfAbsent(entry.name, entry);
    if (first != null) {
      mistakes.add(
          entry.place,
          "is the app " + entry.name + " once more; it is on line " + first.place.line() + " too");
    }
  }

  /** Reads one plugin; {@code what} is its kind, for messages. */
  public static Optional<PluginEntry> read(ConfigNode node, String what, Mistakes mistakes) {
    if (node instanceof ConfigNode.Scalar scalar && !scalar.text().isBlank()) {
      return Optional.of(entry(scalar.text(), ConfigNode.Mapping.empty(node.place())));
    }
    if (node instanceof ConfigNode.Mapping mapping && mapping.entries().size() == 1) {
      Map.Entry<String, ConfigNode> only = mapping.entries().entrySet().iterator().next();
      return section(only.getKey(), only.getValue(), mistakes);
    }
    if (!(node instanceof ConfigNode.Wrong)) {
      mistakes.add(
          node.place(),
          "must be the name of one " + what + ", or such a name with its settings below it");
    }
    return Optional.empty();
  }

  /** Reads the settings of one whose name is the key that they stand under. */
  public static Optional<PluginEntry> section(String name, ConfigNode node, Mistakes mistakes) {
    return settings(node, mistakes).map(found -> entry(name, found));
  }

  private static Optional<ConfigNode.Mapping> settings(ConfigNode node, Mistakes mistakes) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (node instanceof ConfigNode.Empty) {
      return Optional.of(ConfigNode.Mapping.empty(node.place()));
    }
    if (!(node instanceof ConfigNode.Wrong)) {
      mistakes.add(node.place(), "must be a map of settings, and is " + ConfigNode.kind(node));
    }
    return Optional.empty();
  }

  private static PluginEntry entry(String name, ConfigNode.Mapping settings) {
    return new PluginEntry(name, settings.place(), new PluginSettings(settings));
  }
}
