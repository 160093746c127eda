package org.threadless.server.config.backend;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.config.record.Keys;
import org.threadless.server.config.record.RecordType;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;

/**
 * Puts under what is written of a backend what the preset says that it names.
 *
 * @param config the configuration's file
 * @param engines gives an installed engine by its name
 */
public record Presets(Path config, Function<String, Optional<BackendPlugin>> engines) {

  /**
   * Returns what a backend has.
   *
   * @return nothing where its preset cannot be used; that is a mistake then
   */
  public Optional<BackendSection> section(
      String engine, ConfigNode.Mapping written, Mistakes mistakes) {
    Optional<BackendPlugin> plugin = engines.apply(engine);
    Optional<PresetFiles> files = plugin.flatMap(found -> PresetFiles.of(found, config));
    if (files.isEmpty()) {
      return Optional.of(BackendSection.of(written));
    }
    ConfigNode named = written.entries().get(BackendSection.PRESET);
    if (named == null || named instanceof ConfigNode.Empty) {
      return Optional.of(BackendSection.withoutPreset(written));
    }
    return name(named, files.get().names(), mistakes)
        .flatMap(name -> read(name, plugin.get(), mistakes))
        .map(preset -> BackendSection.with(preset, written, mistakes));
  }

  /** Reads one that is there. */
  public Optional<Preset> read(String name, BackendPlugin engine, Mistakes mistakes) {
    List<String> ofTheRecord = new RecordType<>(engine.configType()).keys();
    List<String> taken =
        Stream.of(ofTheRecord, BackendEntry.NOT_OF_THE_ENGINE, List.of(BackendSection.PRESET))
            .flatMap(Collection::stream)
            .toList();
    return PresetFiles.of(engine, config)
        .flatMap(files -> files.read(name, mistakes))
        .flatMap(root -> Preset.read(name, root, taken, mistakes));
  }

  private static Optional<String> name(
      ConfigNode node, Collection<String> known, Mistakes mistakes) {
    if (node instanceof ConfigNode.Scalar scalar && known.contains(scalar.text())) {
      return Optional.of(scalar.text());
    }
    if (node instanceof ConfigNode.Scalar scalar) {
      mistakes.add(node.place(), unknown(scalar.written(), known));
    } else if (!(node instanceof ConfigNode.Wrong)) {
      mistakes.add(node.place(), "must be the name of a preset, and is " + ConfigNode.kind(node));
    }
    return Optional.empty();
  }

  private static String unknown(String written, Collection<String> known) {
    String all = known.isEmpty() ? "there is none" : "there are " + String.join(", ", known);
    return Keys.nearest(written, known)
        .map(near -> "is not a preset: " + written + "; did you mean " + near + "? (" + all + ")")
        .orElse("is not a preset: " + written + "; " + all);
  }
}
