package org.threadless.server.config.plugin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.threadless.server.config.record.Binder;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/** The settings of one app or backend, until the record of its plugin is known. */
public final class PluginSettings {

  private final ConfigNode.Mapping node;
  private final List<String> others;
  private final boolean settled;

  /**
   * @param node what the file says
   */
  public PluginSettings(ConfigNode.Mapping node) {
    this(node, List.of(), true);
  }

  /**
   * @param others keys that may stand in the same map, read by somebody else and not in {@code
   *     node}; offered where a key is not known
   * @param settled whether the settings of a preset have their values. Without them it cannot be
   *     told whether the whole is right
   */
  public PluginSettings(ConfigNode.Mapping node, List<String> others, boolean settled) {
    this.node = Objects.requireNonNull(node, "node");
    this.others = List.copyOf(others);
    this.settled = settled;
  }

  /**
   * Reads the settings.
   *
   * @param type the plugin's record; {@link org.threadless.router.config.NoConfig} where there is
   *     nothing to set
   * @param mistakes gets whatever is wrong; its {@link Mistakes#throwIfAny()} comes before any use
   *     of the record, which has defaults in the place of bad values
   * @return nothing where the record cannot be made; there is a mistake then
   * @throws IllegalStateException for a record that could never be read: with a primitive
   *     component, or one of a type that is not supported
   */
  public <T extends Record> Optional<T> bind(Class<T> type, Mistakes mistakes) {
    return new Binder(mistakes).bind(type, node, others, settled);
  }

  /** Returns whether a setting is there with a value, be it a wrong one. */
  public boolean has(String key) {
    ConfigNode value = node.entries().get(key);
    return value != null && !(value instanceof ConfigNode.Empty);
  }

  /** Returns where a setting is, or where it would be. */
  public Place place(String key) {
    ConfigNode value = node.entries().get(key);
    return value == null ? node.place().child(key, node.place().line()) : value.place();
  }

  /** Leaves the settings out, since there may be secrets among them. */
  @Override
  public String toString() {
    return "PluginSettings[" + node.place() + "]";
  }
}
