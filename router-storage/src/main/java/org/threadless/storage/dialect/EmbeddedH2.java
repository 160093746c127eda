package org.threadless.storage.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;

/**
 * Opens all connections to an H2, one after the other. A database in this process that has closed
 * itself takes its name out of H2's list of what is open, and does so again whenever one of its
 * connections is used or closed, even if by then another one has been opened under that name: which
 * nobody finds from then on, and which keeps the file from whoever opens it next. So before a
 * connection is opened, those to a database that has closed itself are closed, also those that
 * somebody has in hand.
 */
final class EmbeddedH2 extends UnpooledDataSource {

  private final Runnable onLost;
  private final List<JdbcConnection> opened = new ArrayList<>();

  /**
   * @param onLost told when connections that somebody may have were closed
   */
  EmbeddedH2(String url, String user, String password, Runnable onLost) {
    super("org.h2.Driver", url, user, password);
    this.onLost = onLost;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    opened.removeIf(each -> each.getSession() == null);
    closeAll(opened.stream().filter(EmbeddedH2::isDead).toList());
    try {
      JdbcConnection connection = super.getConnection().unwrap(JdbcConnection.class);
      refuseOneThatWritesNothing(connection);
      opened.add(connection);
      return connection;
    } catch (SQLException e) {
      if (SqlFailures.isFatal(e)) {
        // Where the file is in use, that is by a database of theirs which H2 has forgotten.
        closeAll(List.copyOf(opened));
      }
      throw e;
    }
  }

  // H2 asks three times while it opens a file whether that can be written. Where this ends between
  // the first and the last (a file system that turns read-only), it takes and commits all, and
  // writes none of it, without a word.
  private static void refuseOneThatWritesNothing(JdbcConnection connection) throws SQLException {
    if (connection.getSession() instanceof SessionLocal session
        && session.getDatabase().getStore().getMvStore().isReadOnly()
        && !session.getDatabase().isReadOnly()) {
      connection.close();
      throw DbException.getJdbcSQLException(ErrorCode.DATABASE_IS_READ_ONLY);
    }
  }

  // One that is being closed is so when this returns.
  private void closeAll(List<JdbcConnection> connections) {
    for (JdbcConnection each : connections) {
      try {
        each.close();
      } catch (SQLException | RuntimeException e) {
        // Nothing is lost with it: the database has rolled back, or does so when it is opened.
      }
    }
    if (!connections.isEmpty()) {
      onLost.run();
    }
  }

  private static boolean isDead(JdbcConnection connection) {
    Session session = connection.getSession();
    return session instanceof SessionLocal local && (local.isClosed() || isClosed(local));
  }

  private static boolean isClosed(SessionLocal session) {
    try {
      return session.getDatabase().isClosing()
          || session.getDatabase().getStore().getMvStore().isClosed();
    } catch (RuntimeException e) {
      // Somebody closes it just now.
      return true;
    }
  }
}
