package org.threadless.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.server.config.plugin.PluginEntry;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;

/**
 * The sections that the file has of endpoints, each beside the router's own and named after one.
 */
final class EndpointSections {

  private EndpointSections() {}

  /** Returns those of the endpoints that are to be served, in the order of {@code installed}. */
  static List<PluginEntry> readAll(
      ConfigNode.Mapping root, Collection<EndpointPlugin> installed, Mistakes mistakes) {
    List<PluginEntry> entries = new ArrayList<>();
    installed.forEach(plugin -> read(root, plugin, mistakes).ifPresent(entries::add));
    return entries;
  }

  private static Optional<PluginEntry> read(
      ConfigNode.Mapping root, EndpointPlugin plugin, Mistakes mistakes) {
    String name = plugin.name();
    ConfigNode section = root.entries().get(name);
    if (section != null) {
      return PluginEntry.section(name, section, mistakes);
    }
    ConfigNode unwritten = new ConfigNode.Empty(root.place().child(name, root.place().line()));
    return plugin.isOnByDefault()
        ? PluginEntry.section(name, unwritten, mistakes)
        : Optional.empty();
  }
}
