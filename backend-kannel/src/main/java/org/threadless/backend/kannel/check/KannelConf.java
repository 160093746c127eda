package org.threadless.backend.kannel.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A configuration of Kannel's: groups of {@code key = value}, with a blank line between them,
 * {@code #} before a comment, and files included from others (Kannel user guide, "Configuration
 * file syntax").
 */
final class KannelConf {

  private final List<Group> groups = new ArrayList<>();
  private final Set<Path> files = new HashSet<>();
  private final List<String> unread = new ArrayList<>();

  /** A group, its kind under the key {@code group}. */
  record Group(Map<String, String> values) {

    String value(String key, String otherwise) {
      return values.getOrDefault(key, otherwise);
    }

    boolean isTrue(String key) {
      // Kannel's own words for it (cfg_get_bool).
      return List.of("true", "yes", "on", "1").contains(value(key, "no").toLowerCase(Locale.ROOT));
    }

    /** Returns a number; what is none counts as {@code otherwise}, as it does for Kannel. */
    int number(String key, int otherwise) {
      try {
        return Integer.parseInt(value(key, String.valueOf(otherwise)).strip());
      } catch (NumberFormatException e) {
        return otherwise;
      }
    }
  }

  private KannelConf() {}

  /**
   * Reads a file and all that it includes.
   *
   * @throws IOException where the file itself cannot be read
   */
  static KannelConf read(Path file) throws IOException {
    KannelConf conf = new KannelConf();
    conf.add(file, new HashMap<>());
    return conf;
  }

  /** Returns the groups of a kind. */
  List<Group> groups(String kind) {
    return groups.stream().filter(each -> each.value("group", "").equals(kind)).toList();
  }

  /** Returns the first group of a kind. */
  Optional<Group> first(String kind) {
    return groups(kind).stream().findFirst();
  }

  /** Returns what is included and could not be read. */
  List<String> unread() {
    return List.copyOf(unread);
  }

  private void add(Path file, Map<String, String> open) throws IOException {
    if (!files.add(file.toRealPath())) {
      // A file that includes itself.
      return;
    }
    // Comments may be in any charset; what counts is ASCII.
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      add(line.strip(), open);
    }
    close(open);
  }

  private void add(String line, Map<String, String> open) {
    int equals = line.indexOf('=');
    if (line.isEmpty()) {
      close(open);
    } else if (!line.startsWith("#") && equals > 0) {
      String key = line.substring(0, equals).strip();
      String value = unquoted(line.substring(equals + 1).strip());
      if (key.equals("include")) {
        close(open);
        include(Path.of(value));
      } else {
        open.put(key, value);
      }
    }
  }

  private void close(Map<String, String> open) {
    if (!open.isEmpty()) {
      groups.add(new Group(Map.copyOf(open)));
      open.clear();
    }
  }

  private void include(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        add(path, new HashMap<>());
        return;
      }
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          add(file, new HashMap<>());
        }
      }
    } catch (IOException e) {
      unread.add(path.toString());
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }

  /** Returns a value as it stands in such a file. */
  static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
