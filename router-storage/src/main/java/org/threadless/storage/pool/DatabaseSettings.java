package org.threadless.storage.pool;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.range;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.threadless.router.config.Secret;
import org.threadless.storage.dialect.Dialect;

/**
 * Where messages are stored: {@code database} in the configuration.
 *
 * @param url a JDBC URL of H2 or PostgreSQL; default {@code jdbc:h2:file:./data/router}
 * @param user default empty
 * @param password default empty
 * @param poolSize how many connections apps may have at most, 1 to 1000, besides a few for the
 *     router itself and for look-ups; default 10, and always 1 for all that write with H2 in a
 *     file, which may tear what is written at the same moment when the process is killed
 *     (h2database issue 2080)
 * @param appTimeout how long an app may keep a connection without asking the database for anything,
 *     while others wait for one; default 30 seconds
 */
public record DatabaseSettings(
    String url, String user, Secret password, Integer poolSize, Duration appTimeout) {

  /** Fills in the defaults and checks the values. */
  public DatabaseSettings {
    url = orElse(url, "jdbc:h2:file:./data/router");
    // Without the value, which may have a password in it.
    check(
        Dialect.isKnown(url),
        "url",
        "must start with jdbc:h2: or jdbc:postgresql:, as in jdbc:h2:file:./data/router");
    user = orElse(user, "");
    password = orElse(password, new Secret(""));
    boolean alone = Dialect.of(url).isExclusive();
    poolSize = range("poolSize", orElse(poolSize, alone ? 1 : 10), 1, 1000);
    check(
        !alone || poolSize == 1,
        "poolSize",
        "must be 1 with H2 in a file, which is safe with one connection only; PostgreSQL takes more");
    appTimeout = positive("appTimeout", orElse(appTimeout, Duration.ofSeconds(30)));
    check(appTimeout.compareTo(Duration.ofDays(1)) <= 0, "appTimeout", "must be 24h at most");
  }

  /** Leaves what is not said at its default. */
  public DatabaseSettings(String url, String user, Secret password, Integer poolSize) {
    this(url, user, password, poolSize, null);
  }

  /** Returns the same with another URL. */
  public DatabaseSettings withUrl(String newUrl) {
    return new DatabaseSettings(newUrl, user, password, poolSize, appTimeout);
  }

  /** Returns the file that the database is in; empty where it is in none of this process alone. */
  public Optional<Path> file() {
    return dialect().isExclusive() ? dialect().file() : Optional.empty();
  }

  /** Returns what is special to this kind of database. */
  public Dialect dialect() {
    return Dialect.of(url);
  }
}
