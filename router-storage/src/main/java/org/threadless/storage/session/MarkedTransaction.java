package org.threadless.storage.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.apache.ibatis.transaction.Transaction;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.DatabaseFile;

/**
 * A database transaction that one can return to a mark in. It takes a connection at the first
 * statement, and sets a savepoint when a statement follows a mark, so that a mark nobody writes
 * after costs nothing.
 */
public final class MarkedTransaction implements Transaction {

  private final DataSource dataSource;
  private final boolean keeps;
  private final Dialect dialect;
  private final DatabaseFile file;
  private final AppConnections share;
  private Connection connection;
  private boolean marked;
  private boolean closed;
  // Whether all is an app's, without a mark; and for whom statements are planned.
  private boolean outside;
  private boolean planned;
  private Savepoint savepoint;

  /**
   * @param dialect limits how long the database may take to answer: an app's statement, after a
   *     mark, or one of the router's own
   * @param keeps whether what is committed is kept; rolled back otherwise
   * @param file what has to be there before and after it
   * @param share what its connection is taken out of
   */
  public MarkedTransaction(
      DataSource dataSource,
      Dialect dialect,
      boolean keeps,
      DatabaseFile file,
      AppConnections share) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.keeps = keeps;
    this.file = file;
    this.share = share;
  }

  /** Called by MyBatis before each statement. */
  @Override
  public Connection getConnection() throws SQLException {
    if (connection == null) {
      file.require();
      connection = connect();
      connection.setAutoCommit(false);
    }
    dialect.limit(connection, marked);
    if (planned != (marked || outside)) {
      planned = !planned;
      dialect.plan(connection, planned);
    }
    if (marked && savepoint == null) {
      savepoint = connection.setSavepoint();
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    share.take();
    boolean connected = false;
    try {
      Connection taken = dataSource.getConnection();
      connected = true;
      return taken;
    } finally {
      if (!connected) {
        share.giveBack();
      }
    }
  }

  /** Lets all of it be an app's, outside of every message. */
  public MarkedTransaction outside() {
    outside = true;
    return this;
  }

  /** Returns whether a statement has been run in it. */
  public boolean isOpen() {
    return connection != null;
  }

  /** Marks the place that {@link #undo} returns to, and forgets the one before. */
  public void mark() throws SQLException {
    clearMark();
    marked = true;
  }

  /** Forgets the mark. */
  public void clearMark() throws SQLException {
    if (savepoint != null) {
      connection.releaseSavepoint(savepoint);
    }
    savepoint = null;
    marked = false;
  }

  /** Takes back all that was written since the mark. */
  public void undo() throws SQLException {
    if (savepoint != null) {
      connection.rollback(savepoint);
    }
  }

  @Override
  public void commit() throws SQLException {
    if (!keeps) {
      rollback();
    } else if (connection != null) {
      connection.commit();
      planned = false;
      // Nobody may be told that it is stored where the next start does not find it.
      file.require();
    }
  }

  @Override
  public void rollback() throws SQLException {
    if (connection != null) {
      connection.rollback();
      planned = false;
    }
  }

  @Override
  public void close() throws SQLException {
    if (connection != null && !closed) {
      closed = true;
      try {
        connection.close();
      } finally {
        share.giveBack();
      }
    }
  }

  @Override
  public Integer getTimeout() {
    return null;
  }
}
