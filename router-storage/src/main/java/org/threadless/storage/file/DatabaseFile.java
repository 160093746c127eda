package org.threadless.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.threadless.storage.dialect.Dialect;

/**
 * The file of an embedded database, and whether it still is where it was opened: H2 goes on writing
 * to one that was moved away or removed, and nobody would find that at the next start.
 */
public final class DatabaseFile {

  // Class 58 of SQLSTATE: an error outside of the database.
  private static final String IO_ERROR = "58030";

  private final Optional<Path> path;
  private final Object key;

  private DatabaseFile(Optional<Path> path, Object key) {
    this.path = path;
    this.key = key;
  }

  /**
   * Remembers the file of a database that has just been opened.
   *
   * @throws SQLException where it is not there any more
   */
  public static DatabaseFile opened(String url) throws SQLException {
    Optional<Path> path = Dialect.of(url).file();
    return new DatabaseFile(path, path.isPresent() ? key(path.get()) : null);
  }

  /** Returns one that is always there: the database is no file of ours. */
  public static DatabaseFile none() {
    return new DatabaseFile(Optional.empty(), null);
  }

  /**
   * Sees that the file is where it was.
   *
   * @throws SQLException where it is not, or another one is there
   */
  public void require() throws SQLException {
    if (path.isPresent() && !Objects.equals(key(path.get()), key)) {
      throw failure(path.get(), "is not the one that was opened", null);
    }
  }

  // Windows has none; there an open file cannot be moved.
  private static Object key(Path path) throws SQLException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw failure(path, "is gone", e);
    }
  }

  private static SQLException failure(Path path, String what, IOException cause) {
    return new SQLException(
        "the file "
            + path
            + " "
            + what
            + "; put back the folder with the one that was there, or restart the router, which then"
            + " uses what is there",
        IO_ERROR,
        cause);
  }
}
