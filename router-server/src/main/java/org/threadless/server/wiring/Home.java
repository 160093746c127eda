package org.threadless.server.wiring;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.storage.DatabaseSettings;

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

  /** Makes the folder absolute. */
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Returns the same settings; the file of an embedded database is an absolute one. */
  public DatabaseSettings resolved(DatabaseSettings settings) {
    return settings.withUrl(resolve(settings.url()));
  }

  /** Returns a JDBC URL in which the file of an embedded database is an absolute one. */
  String resolve(String url) {
    Matcher matcher = H2_FILE.matcher(url);
    if (!matcher.matches()) {
      return url;
    }
    Path file = folder.resolve(matcher.group(2)).normalize();
    return matcher.group(1) + file + matcher.group(3);
  }
}
