package org.threadless.storage.dialect;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the router adds to a JDBC URL, and how it shows one. */
public final class JdbcUrl {

  // A file name after jdbc:h2: or jdbc:h2:file:, up to the first parameter. A scheme has two
  // letters
  // or more; one is a drive of Windows.
  private static final Pattern H2_FILE =
      Pattern.compile("jdbc:h2:(?:file:)?(?![a-zA-Z0-9+.-]{2,}:)([^;]+).*");

  private JdbcUrl() {}

  /**
   * Returns the URL with the parameters that the router needs of H2, unless it sets them itself.
   *
   * <p>{@code WRITE_DELAY=0}: with H2's default of 500 ms, commits that were acknowledged are lost
   * when the process is killed. {@code MODE=PostgreSQL} makes it take the same SQL. {@code
   * TRACE_LEVEL_FILE=0}: where H2 cannot write the file of its trace, as in a folder that is not
   * ours, it prints stack traces; what it has to say comes as an exception anyway.
   */
  public static String complete(String url) {
    if (!url.startsWith("jdbc:h2:")) {
      return url;
    }
    String complete = with(url, "WRITE_DELAY", "0");
    complete = with(complete, "DB_CLOSE_ON_EXIT", "FALSE");
    complete = with(complete, "MODE", "PostgreSQL");
    complete = with(complete, "TRACE_LEVEL_FILE", "0");
    return with(complete, "DATABASE_TO_LOWER", "TRUE");
  }

  /** Returns whether no other process can use the database while this one does: H2 in a file. */
  public static boolean isExclusive(String url) {
    String path = url.startsWith("jdbc:h2:") ? url.substring("jdbc:h2:".length()) : "tcp:";
    boolean shared = path.startsWith("tcp:") || path.startsWith("ssl:") || path.startsWith("mem:");
    return !shared && !url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
  }

  /**
   * Returns the file of an embedded H2 that keeps its data in one; empty for all others, also for
   * such as H2 reaches through a scheme of its own.
   */
  public static Optional<Path> file(String url) {
    Matcher matcher = H2_FILE.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    String absolute =
        name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
    return Optional.of(Path.of(absolute + ".mv.db").toAbsolutePath());
  }

  /** Returns the URL without its parameters, among which may be a password. */
  public static String shown(String url) {
    return url.split("[;?]", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  private static String with(String url, String key, String value) {
    boolean set = url.toUpperCase(Locale.ROOT).contains(";" + key + "=");
    return set ? url : url + ";" + key + "=" + value;
  }
}
