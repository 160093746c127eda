package org.threadless.server.config.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.config.text.ConfigNode;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.SourceText;
import org.threadless.server.config.text.TreeReader;
import org.threadless.server.plugin.PluginException;
import org.threadless.server.plugin.PresetFolder;

/**
 * Where the presets of an engine are: the user's own in the folder {@code presets} beside the
 * configuration, and those that come with it. Of two with the same name the user's counts.
 */
public final class PresetFiles {

  private final Path own;
  private final PresetFolder theirs;

  private PresetFiles(Path own, PresetFolder theirs) {
    this.own = own;
    this.theirs = theirs;
  }

  /**
   * Returns the presets of an engine; empty where it cannot have any.
   *
   * @param config the configuration's file
   */
  public static Optional<PresetFiles> of(BackendPlugin engine, Path config) {
    return PresetFolder.of(engine)
        .map(theirs -> new PresetFiles(config.resolveSibling("presets"), theirs));
  }

  /** Returns the names of all. */
  public NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>(theirs.names());
    names.addAll(ownNames());
    return names;
  }

  /**
   * Reads one of {@link #names}, in which nothing is taken from the environment.
   *
   * @return nothing where there is no tree to go on with; that is a mistake then
   */
  public Optional<ConfigNode.Mapping> read(String name, Mistakes mistakes) {
    boolean isOwn = ownNames().contains(name);
    Path ownFile = own.resolve(name + ".yml");
    String shown = isOwn ? ownFile.toString() : "preset " + name;
    SourceText source = new SourceText(shown, mistakes);
    try {
      String text = isOwn ? source.read(ownFile) : source.read(theirs.read(name));
      return Optional.of(new TreeReader(shown, text, TreeReader.Replacement.NONE, mistakes).read());
    } catch (ConfigException e) {
      // It is among the mistakes; there may be others, elsewhere.
      return Optional.empty();
    }
  }

  private NavigableSet<String> ownNames() {
    if (!Files.isDirectory(own)) {
      return new TreeSet<>();
    }
    try (Stream<Path> files = Files.list(own)) {
      return PresetFolder.names(files.map(file -> file.getFileName().toString()));
    } catch (IOException e) {
      throw new PluginException("the folder " + own + " cannot be read: " + FileProblem.of(e));
    }
  }
}
