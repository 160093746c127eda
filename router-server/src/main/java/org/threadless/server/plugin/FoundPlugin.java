package org.threadless.server.plugin;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * A plugin, and where it came from.
 *
 * @param name what the configuration calls it by
 * @param plugin the plugin itself
 * @param version of its jar, as the manifest has it; {@code unknown} without one
 * @param source the file name of its jar, or a folder of classes; in the folder of plugins, {@code
 *     plugins/quiz.jar}
 * @param <P> the kind of plugin
 */
public record FoundPlugin<P>(String name, P plugin, String version, String source) {

  /** Returns a plugin; {@code source} is empty for one that is found on the class path. */
  static <P> FoundPlugin<P> of(String name, P plugin, String source) {
    String version = plugin.getClass().getPackage().getImplementationVersion();
    return new FoundPlugin<>(
        name,
        plugin,
        Optional.ofNullable(version).orElse("unknown"),
        source.isEmpty() ? source(plugin.getClass()) : source);
  }

  private static String source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "unknown";
    }
    try {
      Path path = Path.of(source.getLocation().toURI());
      return path.toString().endsWith(".jar") ? path.getFileName().toString() : path.toString();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // Not in a file: a jar within a jar, or what some class loader made up.
      return source.getLocation().toString();
    }
  }

  /** Returns name, version and jar, for a list. */
  @Override
  public String toString() {
    return name + " (" + version + ", " + source + ")";
  }
}
