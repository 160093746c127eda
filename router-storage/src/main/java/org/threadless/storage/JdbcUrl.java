package org.threadless.storage;

import java.util.Locale;

/** What the router adds to a JDBC URL, and how it shows one. */
final class JdbcUrl {

  private JdbcUrl() {}

  /**
   * Returns the URL with the parameters that the router needs of H2, unless it sets them itself.
   *
   * <p>{@code WRITE_DELAY=0}: with H2's default of 500 ms, commits that were acknowledged are lost
   * when the process is killed. {@code MODE=PostgreSQL} makes it take the same SQL. {@code
   * TRACE_LEVEL_FILE=0}: where H2 cannot write the file of its trace, as in a folder that is not
   * ours, it prints stack traces; what it has to say comes as an exception anyway.
   */
  static String complete(String url) {
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
  static boolean isExclusive(String url) {
    String path = url.startsWith("jdbc:h2:") ? url.substring("jdbc:h2:".length()) : "tcp:";
    boolean shared = path.startsWith("tcp:") || path.startsWith("ssl:") || path.startsWith("mem:");
    return !shared && !url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
  }

  /** Returns the URL without its parameters, among which may be a password. */
  static String shown(String url) {
    return url.split("[;?]", 2)[0].replaceFirst("//[^/]*@", "//");
  }

  private static String with(String url, String key, String value) {
    boolean set = url.toUpperCase(Locale.ROOT).contains(";" + key + "=");
    return set ? url : url + ";" + key + "=" + value;
  }
}
