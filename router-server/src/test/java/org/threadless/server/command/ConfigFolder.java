package org.threadless.server.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes configuration files for commands. */
record ConfigFolder(Path folder) {

  /** Returns the file, as an option of the command line. */
  String option(String yaml) {
    return "--config=" + write(yaml);
  }

  /** The same, with a database of its own in memory. */
  String inMemory(String yaml) {
    return option("database: {url: 'jdbc:h2:mem:" + UUID.randomUUID() + "'}\n" + yaml);
  }

  Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("router.yml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
