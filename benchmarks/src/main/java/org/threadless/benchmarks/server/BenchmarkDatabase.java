package org.threadless.benchmarks.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import org.threadless.router.config.Secret;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/**
 * A database, as the router and plain JDBC use it.
 *
 * @param url of H2 or PostgreSQL
 * @param user empty for H2
 */
public record BenchmarkDatabase(String url, String user) {

  /** Makes the tables, as the router does. */
  public void makeTables() {
    Database.open(new DatabaseSettings(url, user, new Secret(""), null), InstantSource.system())
        .close();
  }

  /** Returns whether it is a file of H2. */
  public boolean isH2() {
    return url.startsWith("jdbc:h2:");
  }

  /** Returns a connection with the options that the router has. */
  public Connection connect() throws SQLException {
    String options =
        isH2()
            ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
            : "?reWriteBatchedInserts=true";
    return DriverManager.getConnection(url + options, user, "");
  }
}
