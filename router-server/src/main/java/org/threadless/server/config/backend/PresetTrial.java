package org.threadless.server.config.backend;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistake;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/** Tries the presets that come with an engine, for the tests of whoever makes them. */
public final class PresetTrial {

  private PresetTrial() {}

  /**
   * Reads each of them as a backend does that gives what it needs and no more.
   *
   * @param values of settings, by their names; the others that are needed get what their
   *     declaration takes: the first of its texts, 1, or {@code sample}
   * @return what is wrong, one line each, which names the preset
   */
  public static List<String> mistakes(BackendPlugin engine, Map<String, String> values) {
    Mistakes mistakes = new Mistakes();
    // No file is read there; the user's own presets would be in the same folder.
    Presets presets = new Presets(Path.of("no-such-folder/trial"), name -> Optional.of(engine));
    PresetFiles.of(engine, presets.config())
        .ifPresent(
            files -> files.names().forEach(name -> read(name, engine, presets, values, mistakes)));
    return mistakes.list().stream().map(Mistake::toString).toList();
  }

  private static void read(
      String name,
      BackendPlugin engine,
      Presets presets,
      Map<String, String> values,
      Mistakes mistakes) {
    presets
        .read(name, engine, mistakes)
        .map(preset -> backend(preset, engine, values))
        .map(backend -> BackendEntry.readAll(Map.of(name, backend), presets, mistakes))
        .ifPresent(
            entries ->
                entries.forEach(
                    entry -> {
                      entry.common().bind(BackendSettings.class, mistakes);
                      entry.settings().bind(engine.configType(), mistakes);
                    }));
  }

  private static ConfigNode backend(
      Preset preset, BackendPlugin engine, Map<String, String> values) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(BackendEntry.ENGINE, engine.engine());
    keys.put(BackendSection.PRESET, preset.name());
    preset
        .settings()
        .forEach(
            (key, declared) -> {
              if (declared.isNeeded()) {
                keys.put(key, values.getOrDefault(key, declared.sample()));
              }
            });
    Place place = new Place("preset " + preset.name(), 0, "");
    Map<String, ConfigNode> nodes = new LinkedHashMap<>();
    keys.forEach(
        (key, text) ->
            nodes.put(key, new ConfigNode.Scalar(place.child(key, 0), text, text, false)));
    return new ConfigNode.Mapping(place, nodes);
  }
}
