package org.threadless.storage.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases. */
public sealed interface Dialect permits H2, PostgreSql {

  /** Returns that of the database at this URL. */
  static Dialect of(String url) {
    return url.startsWith("jdbc:postgresql:") ? new PostgreSql() : new H2();
  }

  /** Returns what the mappers call those of their statements that only this database takes. */
  String databaseId();

  /**
   * Limits how long the database may take to answer. A database that hangs must not hold threads:
   * whoever brings a message is told in time to bring it again.
   *
   * @param app whether an app asks
   */
  void limit(Connection connection, boolean app) throws SQLException;
}
