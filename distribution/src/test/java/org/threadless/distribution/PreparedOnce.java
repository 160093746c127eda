package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code bin/router prepare} keeps, made once for all tests. It is good for the same jars in
 * another folder since Java 25; before, it is not asked for.
 */
final class PreparedOnce {

  private static final int GOOD_FOR_OTHER_FOLDERS = 25;

  private static Path kept;

  private PreparedOnce() {}

  /** Lets one that was unzipped have it. */
  static void linkInto(Distribution distribution) throws IOException, InterruptedException {
    if (Runtime.version().feature() >= GOOD_FOR_OTHER_FOLDERS) {
      Path file = file();
      Path link = Files.createDirectory(distribution.file("cache")).resolve(file.getFileName());
      // It is large, and nobody writes into it.
      try {
        Files.createLink(link, file);
      } catch (FileSystemException otherFileSystem) {
        Files.createSymbolicLink(link, file);
      }
    }
  }

  private static synchronized Path file() throws IOException, InterruptedException {
    if (kept == null) {
      Path target = Checkout.file("distribution/target");
      kept = prepare(Distribution.unzipInto(Files.createTempDirectory(target, "prepared")));
    }
    return kept;
  }

  private static Path prepare(Distribution one) throws IOException, InterruptedException {
    ProcessBuilder prepare = Distribution.command(one.file("bin/router").toString(), "prepare");
    // With what Java does by itself it keeps the most.
    prepare.environment().put("ROUTER_OPTS", "");
    FinishedCommand prepared = FinishedCommand.of(prepare);
    if (prepared.exit() != 0) {
      throw new IllegalStateException("prepare: " + prepared);
    }
    try (Stream<Path> files = Files.list(one.file("cache"))) {
      List<Path> all = files.toList();
      return all.get(0);
    }
  }
}
