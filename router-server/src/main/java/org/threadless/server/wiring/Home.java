package org.threadless.server.wiring;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * The folder that relative paths in the configuration start from: the unzipped folder, wherever the
 * command was typed.
 *
 * @param folder absolute
 */
public record Home(Path folder) {

  // A file name after jdbc:h2: or jdbc:h2:file:, up to the first parameter; not jdbc:h2:mem: or
  // another scheme, not ~/, which H2 takes for the user's own folder, and not C:/, which is
  // absolute.
  private static final Pattern H2_FILE =
      Pattern.compile("(jdbc:h2:(?:file:)?)(?![a-zA-Z0-9+.-]{2,}:|[a-zA-Z]:[/\\\\]|~)([^;]+)(.*)");

  // What ends the name of the file; and what H2 takes for a / where it is none.
  private static final Pattern NOT_FOR_H2 =
      Pattern.compile(File.separatorChar == '\\' ? ";" : "[;\\\\]");

  /** Makes the folder absolute. */
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Returns the same settings; the file of an embedded database is an absolute one.
   *
   * @throws WiringException where H2 takes no such file
   */
  public DatabaseSettings resolved(DatabaseSettings settings) {
    return settings.withUrl(resolve(settings.url()));
  }

  /** Returns a JDBC URL in which the file of an embedded database is an absolute one. */
  String resolve(String url) {
    Matcher matcher = H2_FILE.matcher(url);
    if (!matcher.matches()) {
      return url;
    }
    Path file = file(matcher.group(2));
    return matcher.group(1) + file + matcher.group(3);
  }

  private Path file(String name) {
    try {
      Path path = Path.of(name);
      return path.isAbsolute() ? path.normalize() : below(path);
    } catch (InvalidPathException e) {
      throw new WiringException(
          "database.url names a file that this system cannot have: " + e.getReason(), e);
    }
  }

  private Path below(Path path) {
    if (NOT_FOR_H2.matcher(folder.toString()).find()) {
      throw new WiringException(
          "the database cannot be in "
              + folder
              + ": H2 has another use for the ; or \\ in its path; let database.url name a file"
              + " elsewhere");
    }
    return folder.resolve(path).normalize();
  }
}
