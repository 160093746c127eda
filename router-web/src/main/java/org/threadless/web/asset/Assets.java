package org.threadless.web.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.threadless.router.text.Sha256;

/**
 * Style sheets and scripts of a module's pages: its own, and those that all pages share. They stand
 * in a folder that is named by their content, so that browsers may keep them for ever, and scripts
 * import one another by their plain names. Safe for any thread.
 */
public final class Assets {

  private static final int VERSION_DIGITS = 16;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String version;

  /**
   * Reads {@code assets.properties}, which stands beside a class of the module and names its files:
   * the name in the URL, and the resource.
   *
   * @param owner that class
   * @throws IllegalStateException where there is no such list, or a file of it is not there
   */
  public Assets(Class<?> owner) {
    read(Assets.class);
    read(owner);
    version = version(files);
  }

  /** Returns the path of their folder, below that of what serves them; no slash at its end. */
  public String folder() {
    return "/assets/" + version;
  }

  /** Returns a file of the folder; empty where it has none of that name. */
  Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private void read(Class<?> owner) {
    String list = owner.getPackageName().replace('.', '/') + "/assets.properties";
    ClassLoader classes = owner.getClassLoader();
    Properties resources = new Properties();
    try (InputStream stream = open(classes, list)) {
      resources.load(stream);
      for (String name : resources.stringPropertyNames()) {
        try (InputStream file = open(classes, resources.getProperty(name))) {
          files.put(name, file.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(ClassLoader classes, String resource) {
    InputStream stream = classes.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the class path lacks " + resource);
    }
    return stream;
  }

  private static String version(Map<String, byte[]> files) {
    byte[][] parts =
        files.entrySet().stream()
            .flatMap(file -> Stream.of(name(file.getKey()), file.getValue()))
            .toArray(byte[][]::new);
    return Sha256.hex(parts).substring(0, VERSION_DIGITS);
  }

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
