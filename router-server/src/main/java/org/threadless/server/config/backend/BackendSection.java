package org.threadless.server.config.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;

/**
 * What the configuration has of a backend, with what its preset adds to it.
 *
 * @param node without the keys that are {@code read}
 * @param preset the name of its preset, if it has one
 * @param declared the settings that its preset declares, a line each for people
 * @param read the keys that its engine does not see
 * @param settled whether each of those settings has a value, or may do without
 */
public record BackendSection(
    ConfigNode.Mapping node,
    Optional<String> preset,
    List<String> declared,
    List<String> read,
    boolean settled) {

  public static final String PRESET = "preset";

  /** Of an engine that has no presets. */
  public static BackendSection of(ConfigNode.Mapping written) {
    return new BackendSection(written, Optional.empty(), List.of(), List.of(), true);
  }

  /** Of an engine that has presets, and where none of them is named. */
  public static BackendSection withoutPreset(ConfigNode.Mapping written) {
    List<String> read = List.of(PRESET);
    return new BackendSection(written.without(read), Optional.empty(), List.of(), read, true);
  }

  /** Of an engine that has presets: puts what is written over what this one says. */
  public static BackendSection with(Preset preset, ConfigNode.Mapping written, Mistakes mistakes) {
    ConfigNode declarations = written.entries().get(Preset.SETTINGS);
    if (declarations != null) {
      mistakes.add(
          declarations.place(),
          "must stand in a preset; their values stand here, each by its name");
    }
    List<String> read = new ArrayList<>(List.of(PRESET));
    read.addAll(preset.settings().keySet());
    int before = mistakes.count();
    ConfigNode.Mapping values = preset.values(written, mistakes);
    boolean settled =
        mistakes.count() == before
            && preset.settings().keySet().stream()
                .map(written.entries()::get)
                .noneMatch(ConfigNode.Wrong.class::isInstance);
    ConfigNode.Mapping own = written.without(read).without(List.of(Preset.SETTINGS));
    // A handler is named by a key, and there is one only.
    ConfigNode.Mapping handler = own.only(List.of(BackendEntry.HANDLER));
    ConfigNode.Mapping merged = own.over(preset.tree().without(handler.entries().keySet()));
    return new BackendSection(
        values.entries().isEmpty() ? merged : merged.with(Preset.SETTINGS, values),
        Optional.of(preset.name()),
        preset.lines(),
        read,
        settled);
  }
}
