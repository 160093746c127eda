package org.threadless.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.storage.dialect.Dialect;

/**
 * The file of an embedded database and its folder, which are nobody's business but the router's:
 * what is made is made so, and what is open to others is said. Where a file system knows no such
 * permissions, nothing is done.
 */
public final class PrivateFiles {

  private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final String name;
  private final boolean isNew;

  private PrivateFiles(Path file) {
    this.folder = file.getParent();
    // All of H2's begin alike: router.mv.db, router.trace.db.
    this.name = file.getFileName().toString().replaceFirst("mv\\.db$", "");
    this.isNew = files().isEmpty();
  }

  /** Returns the files of the database at this URL; empty where it is not in a file of its own. */
  public static Optional<PrivateFiles> of(String url) {
    return Dialect.of(url).file().map(PrivateFiles::new);
  }

  /**
   * Makes a file that nobody else can read, in the place of one that may be there.
   *
   * @return what it is written by
   */
  static FileChannel create(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (hasPermissions(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } else {
      Files.createFile(file);
    }
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  /** Makes the folder where it is missing, before the database does. */
  public void makeFolder() {
    try {
      if (!Files.exists(folder) && hasPermissions(folder)) {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
      }
    } catch (IOException e) {
      log.debug("the database has to make {}: {}", folder, e.toString());
    }
  }

  /** Takes the files from others where they are new, and warns of those that others can read. */
  public void close() {
    try {
      for (Path file : files()) {
        if (isNew && hasPermissions(file)) {
          Files.setPosixFilePermissions(file, FILE);
        }
      }
      warn();
    } catch (IOException e) {
      log.warn("cannot say who may read {}: {}", folder, FileProblem.of(e));
    }
  }

  private void warn() throws IOException {
    if (!isPrivate(folder)) {
      for (Path file : files()) {
        if (!isPrivate(file)) {
          log.warn("others can read {}, which holds all messages: chmod 600 it", file);
        }
      }
    }
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith(name))
          // The socket of commands lies beside them, and keeps itself from others.
          .filter(Files::isRegularFile)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isPrivate(Path path) throws IOException {
    return !hasPermissions(path) || FOLDER.containsAll(Files.getPosixFilePermissions(path));
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
