package org.threadless.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The file of an H2 database, written anew with nothing but what is in it: H2 leaves what was
 * erased where it stood until that place is needed.
 */
public final class RewrittenFile {

  private RewrittenFile() {}

  /**
   * Writes it, and closes the database with that. Nobody else may have it open.
   *
   * @param dataSource opens it
   */
  public static void write(Path file, DataSource dataSource) throws SQLException, IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Set<PosixFilePermission> before = posix ? Files.getPosixFilePermissions(file) : Set.of();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute("SHUTDOWN COMPACT");
    }
    if (posix) {
      // It is another file by now.
      Files.setPosixFilePermissions(file, before);
    }
  }
}
