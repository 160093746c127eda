package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The zip of this build, unpacked once for all tests, which have a copy each. */
final class UnzippedOnce {

  private static final Path ZIP = Path.of(System.getProperty("router.zip"));

  private static Path folder;

  private UnzippedOnce() {}

  /** Returns the name of the one folder that is in the zip. */
  static String name() {
    String zip = ZIP.getFileName().toString();
    return zip.substring(0, zip.lastIndexOf('.'));
  }

  /** Returns what it was unpacked into, when that is asked for first. */
  static synchronized Path folder() throws IOException {
    if (folder == null) {
      Path target = Files.createTempDirectory(ZIP.toAbsolutePath().getParent(), "unzipped");
      try (FileSystem files =
          FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", "true"))) {
        Path root = files.getPath("/");
        Files.walkFileTree(root, new CopiedFiles(root, target));
      }
      folder = target;
    }
    return folder;
  }
}
