package org.threadless.storage.app;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.threadless.storage.session.Sessions;

/**
 * A transaction as apps take part in it: every statement of theirs, those of mappers included, runs
 * on an {@link AppConnection}. It ends with the transaction that it is a part of.
 */
public final class AppTransaction implements Transaction {

  private final Transaction whole;

  private AppTransaction(Transaction whole) {
    this.whole = whole;
  }

  /** Returns a session for the statements of apps, with the mappers of a configuration. */
  public static SqlSession open(Configuration configuration, Transaction whole) {
    return Sessions.open(configuration, new AppTransaction(whole));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return AppConnection.of(whole.getConnection());
  }

  @Override
  public void commit() throws SQLException {
    whole.commit();
  }

  @Override
  public void rollback() throws SQLException {
    whole.rollback();
  }

  @Override
  public void close() throws SQLException {
    whole.close();
  }

  @Override
  public Integer getTimeout() throws SQLException {
    return whole.getTimeout();
  }
}
