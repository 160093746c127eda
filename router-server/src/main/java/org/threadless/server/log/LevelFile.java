package org.threadless.server.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file in which {@code router log-level} leaves the levels that are to hold for a while, for
 * whichever router serves from that folder, now or then. Each line has a level, the end and the
 * logger.
 */
public final class LevelFile {

  private final Path file;

  /** A level for a while. */
  public record ForNow(LogLevel level, Instant until) {

    private String line(String logger) {
      return level + " " + until + " " + logger;
    }
  }

  /**
   * @param home the folder that relative paths in the configuration start from
   */
  public LevelFile(Path home) {
    this.file = home.resolve("run").resolve("log-levels");
  }

  /**
   * Returns the levels that hold at a time, by logger; what is no such line is passed over.
   *
   * @throws IOException where the file is there and cannot be read
   */
  public Map<String, ForNow> at(Instant time) throws IOException {
    Map<String, ForNow> all = new TreeMap<>();
    for (String line : text().lines().toList()) {
      String[] parts = line.split(" ", 3);
      if (parts.length == 3) {
        forNow(parts[0], parts[1])
            .filter(each -> each.until().isAfter(time))
            .ifPresent(each -> all.put(parts[2], each));
      }
    }
    return all;
  }

  private static Optional<ForNow> forNow(String level, String until) {
    try {
      Instant end = Instant.parse(until);
      return LogLevel.named(level).map(each -> new ForNow(each, end));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String text() throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * Leaves these levels, in the place of all that were there.
   *
   * @throws IOException where that cannot be written; its message names the file
   */
  public void leave(Map<String, ForNow> levels) throws IOException {
    Files.createDirectories(file.getParent());
    Path made = Files.createTempFile(file.getParent(), "log-levels", ".new");
    try {
      Files.writeString(
          made,
          new LinkedHashMap<>(levels)
              .entrySet().stream()
                  .map(each -> each.getValue().line(each.getKey()) + "\n")
                  .collect(Collectors.joining()));
      // Read by the router, whoever that runs as; made, it is for this user alone.
      made.toFile().setReadable(true, false);
      Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
