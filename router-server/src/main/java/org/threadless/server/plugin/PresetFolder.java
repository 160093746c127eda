package org.threadless.server.plugin;

import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.engine.resource.ResourceFolder;

/**
 * The presets that come with an engine: the files {@code NAME.yml} of a folder on its class path.
 *
 * @param classLoader that of the engine
 * @param path {@code org/example/carrier/presets}
 */
public record PresetFolder(ClassLoader classLoader, String path) {

  private static final String ENDING = ".yml";
  private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-]{1,50})\\.yml");

  /** Returns the folder of an engine, if it has presets. */
  public static Optional<PresetFolder> of(BackendPlugin engine) {
    return engine
        .presets()
        .map(folder -> new PresetFolder(engine.getClass().getClassLoader(), folder));
  }

  /** Returns the names of the presets whose files are among these, {@code twilio.yml}. */
  public static NavigableSet<String> names(Stream<String> files) {
    NavigableSet<String> names = new TreeSet<>();
    files
        .map(FILE::matcher)
        .filter(Matcher::matches)
        .map(file -> file.group(1))
        .forEach(names::add);
    return names;
  }

  /** Returns the names of the presets that are there. */
  public NavigableSet<String> names() {
    try {
      return names(folder().names().stream());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Returns the content of the file of one of {@link #names}. */
  public byte[] read(String name) {
    try {
      return folder().read(name + ENDING);
    } catch (IOException e) {
      throw unreadable(path + "/" + name + ENDING, e);
    }
  }

  private ResourceFolder folder() {
    return new ResourceFolder(classLoader, path);
  }

  private static PluginException unreadable(String what, IOException e) {
    return new PluginException(
        "the presets in " + what + " cannot be read: " + FileProblem.of(e), e);
  }
}
