package org.threadless.benchmarks;

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
record BenchmarkDatabase(String url, String user) {

  /** Makes the tables, as the router does. */
  void makeTables() {
    Database.open(new DatabaseSettings(url, user, new Secret(""), null), InstantSource.system())
        .close();
  }

  boolean isH2() {
    return url.startsWith("jdbc:h2:");
  }

  /** Returns a connection with the options that the router has. */
  Connection connect() throws SQLException {
    String options =
        isH2()
            ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0"
            : "?reWriteBatchedInserts=true";
    return DriverManager.getConnection(url + options, user, "");
  }
}
