package org.threadless.storage.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long the database may take to answer. A database that hangs must not hold threads: whoever
 * brings a message is told in time to bring it again.
 */
public enum Patience {
  /** The database is in this process, and cannot hang by itself. */
  EMBEDDED {
    @Override
    public void limit(Connection connection, boolean app) {
      // Nothing to limit.
    }
  },

  /** The database is at the other end of a connection. */
  REMOTE {
    @Override
    public void limit(Connection connection, boolean app) throws SQLException {
      // Cheap: it changes the time-out of the socket and asks the database nothing.
      connection.setNetworkTimeout(Runnable::run, app ? APP_MILLIS : OWN_MILLIS);
    }
  };

  /**
   * The router's own statements are small: less than the two seconds after which it answers 503.
   */
  public static final int OWN_MILLIS = 1500;

  /** An app may ask the database for more. */
  public static final int APP_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  public abstract void limit(Connection connection, boolean app) throws SQLException;
}
