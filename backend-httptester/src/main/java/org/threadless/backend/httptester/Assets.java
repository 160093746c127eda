package org.threadless.backend.httptester;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Style sheets and scripts of the page: ours, and those of WebJars. They stand in a folder that is
 * named by their content, so that browsers may keep them for ever, and scripts import one another
 * by their plain names.
 */
final class Assets {

  private static final int VERSION_DIGITS = 16;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String version;

  Assets() {
    Properties resources = new Properties();
    try (InputStream list = Assets.class.getResourceAsStream("assets.properties")) {
      resources.load(list);
      for (String name : resources.stringPropertyNames()) {
        files.put(name, read(resources.getProperty(name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    version = version(files);
  }

  /** Returns the path of their folder below that of the backend. */
  String folder() {
    return "/assets/" + version;
  }

  /** Returns a file of the folder. */
  Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream stream = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return stream.readAllBytes();
    }
  }

  private static String version(Map<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
