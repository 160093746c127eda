package org.threadless.storage.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** PostgreSQL, at the other end of a connection. */
final class PostgreSql implements Dialect {

  // The router's own statements are small: less than the two seconds after which it answers 503.
  private static final int OWN_MILLIS = 1500;

  // An app may ask the database for more.
  private static final int APP_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  @Override
  public String databaseId() {
    return "postgresql";
  }

  @Override
  public void limit(Connection connection, boolean app) throws SQLException {
    // Cheap: it changes the time-out of the socket and asks the database nothing.
    connection.setNetworkTimeout(Runnable::run, app ? APP_MILLIS : OWN_MILLIS);
  }
}
