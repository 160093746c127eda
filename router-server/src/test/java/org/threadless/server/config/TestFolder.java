package org.threadless.server.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.server.config.record.Binder;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.config.text.Mistake;
import org.threadless.server.config.text.Mistakes;

/** Writes configuration files and reads them; its messages name the file without its folder. */
record TestFolder(Path folder, Map<String, String> environment) {

  TestFolder(Path folder) {
    this(folder, Map.of());
  }

  ConfigFile read(String yaml) {
    return read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  ConfigFile read(byte[] content) {
    try {
      return ConfigFile.read(Files.write(folder.resolve("router.yml"), content), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the record, or nothing, and leaves the mistakes to be asked for. */
  <T extends Record> Bound<T> bind(Class<T> type, String yaml) {
    ConfigFile file = read(yaml);
    Optional<T> result = new Binder(file.mistakes()).bind(type, file.root());
    return new Bound<>(result, lines(file.mistakes().list()));
  }

  List<String> linesOf(Mistakes mistakes) {
    return lines(mistakes.list());
  }

  /** Reads what cannot be read, and returns the lines that say why. */
  List<String> failureOf(byte[] content) {
    return lines(catchThrowableOfType(ConfigException.class, () -> read(content)).mistakes());
  }

  List<String> failureOf(String yaml) {
    return failureOf(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> lines(List<Mistake> mistakes) {
    String prefix = folder + folder.getFileSystem().getSeparator();
    return mistakes.stream().map(mistake -> mistake.toString().replace(prefix, "")).toList();
  }

  record Bound<T>(Optional<T> result, List<String> lines) {

    T valid() {
      if (!lines.isEmpty()) {
        throw new AssertionError(lines);
      }
      return result.orElseThrow();
    }
  }
}
