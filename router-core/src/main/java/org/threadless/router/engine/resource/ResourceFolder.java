package org.threadless.router.engine.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder on a class path, in however many jars it is.
 *
 * @param classLoader whose class path
 * @param path {@code org/example/carrier/presets}
 */
public record ResourceFolder(ClassLoader classLoader, String path) {

  /** Returns the names of what is in it. */
  public NavigableSet<String> names() throws IOException {
    NavigableSet<String> names = new TreeSet<>();
    for (URL url : Collections.list(classLoader.getResources(path))) {
      names.addAll("jar".equals(url.getProtocol()) ? inJar(url) : inFolder(url));
    }
    return names;
  }

  /** Returns the content of one of {@link #names}: of several, the first on the class path. */
  public byte[] read(String name) throws IOException {
    URL file = classLoader.getResource(path + "/" + name);
    if (file == null) {
      throw new NoSuchFileException(path + "/" + name);
    }
    try (InputStream content = uncached(file).getInputStream()) {
      return content.readAllBytes();
    }
  }

  private NavigableSet<String> inJar(URL url) throws IOException {
    String folder = path + "/";
    try (JarFile jar = ((JarURLConnection) uncached(url)).getJarFile()) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(folder))
          .map(name -> name.substring(folder.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static NavigableSet<String> inFolder(URL url) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(URI.create(url.toString())))) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The cache would keep the jar open, and another in its place unseen. */
  private static URLConnection uncached(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection;
  }
}
