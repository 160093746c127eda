package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs that Debian keeps. */
final class Jdks {

  private static final Path FOLDER = Path.of("/usr/lib/jvm");

  private Jdks() {}

  /** Returns a JDK 17: it has no virtual threads yet, which came with 21. */
  static Optional<Path> java17() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(FOLDER)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .filter(home -> version(home) == 17)
          .findFirst();
    }
  }

  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", ""))
          .map(version -> Runtime.Version.parse(version).feature())
          .findFirst()
          .orElse(0);
    } catch (IOException | IllegalArgumentException e) {
      // Not a JDK that says what it is.
      return 0;
    }
  }
}
