package org.threadless.server.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.threadless.router.backend.BackendPlugin;

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
    NavigableSet<String> names = new TreeSet<>();
    try {
      for (URL url : Collections.list(classLoader.getResources(path))) {
        names.addAll("jar".equals(url.getProtocol()) ? inJar(url) : inFolder(url));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return names;
  }

  /** Returns the content of the file of one of {@link #names}. */
  public byte[] read(String name) {
    URL file = classLoader.getResource(path + "/" + name + ENDING);
    try (InputStream content = uncached(file).getInputStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private NavigableSet<String> inJar(URL url) throws IOException {
    String folder = path + "/";
    try (JarFile jar = ((JarURLConnection) uncached(url)).getJarFile()) {
      return names(
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith(folder))
              .map(name -> name.substring(folder.length())));
    }
  }

  private static NavigableSet<String> inFolder(URL url) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
      return names(files.map(file -> file.getFileName().toString()));
    }
  }

  /** The cache would keep the jar open, and another in its place unseen. */
  private static URLConnection uncached(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection;
  }

  private static PluginException unreadable(Object what, IOException e) {
    return new PluginException("the presets in " + what + " cannot be read: " + e, e);
  }
}
