package org.threadless.storage;

import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Opens MyBatis sessions. */
final class Sessions {

  private final DataSource dataSource;
  private final Patience patience;
  private final Configuration configuration;

  Sessions(DataSource dataSource, Patience patience) {
    this.dataSource = dataSource;
    this.patience = patience;
    this.configuration =
        new Configuration(new Environment("router", new JdbcTransactionFactory(), dataSource));
    // No cache: what is undone would still be in it.
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    configuration.setCacheEnabled(false);
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setArgNameBasedConstructorAutoMapping(true);
    configuration.getTypeHandlerRegistry().register(new InstantHandler());
    configuration.getTypeHandlerRegistry().register(new UuidHandler());
    configuration.addMapper(MessageMapper.class);
    configuration.addMapper(BacklogMapper.class);
    configuration.addMapper(NodeMapper.class);
    configuration.addMapper(ReportMapper.class);
    configuration.addMapper(LiveMapper.class);
  }

  Configuration configuration() {
    return configuration;
  }

  /** Returns a transaction that has no connection yet. */
  MarkedTransaction transaction() {
    return new MarkedTransaction(dataSource, patience);
  }

  /** The same, but statements are sent together when they are flushed. */
  SqlSession openBatch(Transaction transaction) {
    return new DefaultSqlSession(
        configuration, configuration.newExecutor(transaction, ExecutorType.BATCH), false);
  }

  /** Returns a session in a transaction; closing it rolls back what was not committed. */
  SqlSession open(Transaction transaction) {
    return new DefaultSqlSession(
        configuration, configuration.newExecutor(transaction, ExecutorType.SIMPLE), false);
  }
}
