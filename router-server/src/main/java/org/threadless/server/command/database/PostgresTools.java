package org.threadless.server.command.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * Says how a PostgreSQL is backed up, by PostgreSQL's own programs: they know best, and can do so
 * for many databases at once, by the hour, or without an end.
 *
 * @param settings of any database that the router does not back up itself
 */
record PostgresTools(DatabaseSettings settings) {

  private static final Pattern URL = Pattern.compile("jdbc:(postgresql://[^?]*).*");
  private static final Pattern USER = Pattern.compile("[?&]user=([^&]*)");
  private static final Pattern MAJOR = Pattern.compile("(\\d+)");
  private static final int PATIENCE = 10;

  static PostgresTools of(DatabaseSettings settings) {
    return new PostgresTools(settings);
  }

  /** Returns what to type in the place of {@code router backup}. */
  String backup(Path file) {
    return isPostgres()
        ? "nothing is backed up: PostgreSQL does that itself, also while routers serve: pg_dump"
            + " --format=custom --no-owner --file="
            + quoted(file)
            + " "
            + address()
            + version("pg_dump")
        : other("backed up");
  }

  /** Returns what to type in the place of {@code router restore}. */
  String restore(Path file) {
    return isPostgres()
        ? "nothing is restored: PostgreSQL does that itself, into an empty database and while no"
            + " router serves: pg_restore --exit-on-error --no-owner --dbname="
            + address()
            + " "
            + quoted(file)
            + version("pg_restore")
        : other("restored");
  }

  private static String other(String what) {
    return "nothing is "
        + what
        + ": database.url names no H2 in a file that this machine has for itself; H2's own BACKUP TO"
        + " does so where it runs";
  }

  private boolean isPostgres() {
    return settings.url().startsWith("jdbc:postgresql:");
  }

  // Without its parameters, among which may be a password.
  private String address() {
    Matcher matcher = URL.matcher(settings.url());
    String address =
        matcher.matches()
            ? matcher.group(1).replaceFirst("//[^/]*@", "//")
            : "postgresql:///"
                + settings.url().replaceFirst("jdbc:postgresql:", "").replaceFirst("\\?.*", "");
    return user().map(user -> address.replaceFirst("//", "//" + user + "@")).orElse(address);
  }

  private Optional<String> user() {
    Matcher matcher = USER.matcher(settings.url());
    return settings.user().isEmpty()
        ? Optional.of(matcher).filter(Matcher::find).map(found -> found.group(1))
        : Optional.of(settings.user());
  }

  /** Returns what is wrong with the program of this machine; the server is asked, too. */
  private String version(String program) {
    OptionalInt server = major(OfflineDatabase.check(settings).product());
    OptionalInt here = major(said(program));
    if (here.isEmpty()) {
      return " (there is no " + program + " on this machine: install PostgreSQL's clients)";
    }
    return server.isPresent() && here.getAsInt() < server.getAsInt()
        ? " (the "
            + program
            + " of this machine is of version "
            + here.getAsInt()
            + ", and too old for the server, which is of version "
            + server.getAsInt()
            + ")"
        : "";
  }

  private static OptionalInt major(String said) {
    Matcher matcher = MAJOR.matcher(said);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Returns what the program says of its version; nothing where there is none. */
  private static String said(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
      return ended ? said : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static String quoted(Path file) {
    String path = file.toString();
    return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
