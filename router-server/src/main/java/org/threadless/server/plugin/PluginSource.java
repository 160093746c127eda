package org.threadless.server.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.threadless.router.engine.resource.FileProblem;

/**
 * A jar, or a folder of jars, in the folder of plugins.
 *
 * @param name as the user knows it: {@code plugins/quiz.jar}, {@code plugins/quiz}
 * @param jars what it consists of
 */
record PluginSource(String name, List<Path> jars) {

  private static final String JAR = ".jar";

  /**
   * Lists the folder, by name. What is hidden is left alone; no folder is the same as an empty one.
   *
   * @throws PluginException where there is something that is neither a jar nor a folder of jars
   */
  static List<PluginSource> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<PluginSource> sources = new ArrayList<>();
    for (Path path : list(folder)) {
      String name = folder.getFileName() + "/" + path.getFileName();
      sources.add(new PluginSource(name, Files.isDirectory(path) ? jars(path) : List.of(path)));
    }
    sources.forEach(PluginSource::check);
    return sources;
  }

  /** Returns a class loader of its own, which ends with the process. */
  ClassLoader classLoader(SharedClasses shared) {
    return new URLClassLoader(
        name, jars.stream().map(PluginSource::url).toArray(URL[]::new), shared);
  }

  private void check() {
    if (jars.isEmpty()) {
      throw new PluginException(name + " is a folder without a jar in it");
    }
    for (Path jar : jars) {
      String shown = jars.size() == 1 ? name : name + "/" + jar.getFileName();
      if (!jar.toString().endsWith(JAR)) {
        throw new PluginException(shown + " is not a jar; move it to another folder");
      }
      try (JarFile opened = new JarFile(jar.toFile(), true, ZipFile.OPEN_READ)) {
        opened.getManifest();
      } catch (IOException e) {
        throw new PluginException(
            shown + " is not a jar that can be read: " + FileProblem.of(e), e);
      } catch (SecurityException e) {
        throw new PluginException(shown + " is not a jar that can be read: " + e.getMessage(), e);
      }
    }
  }

  private static List<Path> jars(Path folder) {
    return list(folder).stream().filter(file -> file.toString().endsWith(JAR)).toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw new PluginException(
          "the folder " + folder + " cannot be read: " + FileProblem.of(e), e);
    }
  }

  private static URL url(Path jar) {
    try {
      // In the URL of a file in a jar, !/ ends the name of the jar; a folder's name may end with !.
      return URI.create(jar.toUri().toString().replace("!/", "%21/")).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
