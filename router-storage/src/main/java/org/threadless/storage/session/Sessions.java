package org.threadless.storage.session;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.DatabaseFile;

/** Opens MyBatis sessions. */
public final class Sessions {

  // What a configuration leads to is seen by apps as well. A session is opened with a transaction.
  private static final DataSource NO_CONNECTIONS =
      (DataSource)
          Proxy.newProxyInstance(
              Sessions.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(
                    method.getName()
                        + "() of a DataSource is not for apps: they write with the injected session,"
                        + " in the message's transaction");
              });

  // To read the statements takes longer than all else that it takes to open a database.
  private static final Map<Statements, Configuration> READ = new ConcurrentHashMap<>();

  private final DataSource dataSource;
  private final Dialect dialect;
  private final boolean keeps;
  private final DatabaseFile file;
  private final AppConnections ofApps;
  private final AppConnections own;
  private final Configuration configuration;

  private record Statements(String databaseId, List<Class<?>> mappers) {}

  /**
   * @param keeps whether what is committed is kept; rolled back otherwise
   * @param file what has to be there before and after each transaction
   * @param ofApps the connections that apps may have
   * @param mappers the statements of the router
   */
  public Sessions(
      DataSource dataSource,
      Dialect dialect,
      boolean keeps,
      DatabaseFile file,
      AppConnections ofApps,
      List<Class<?>> mappers) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.keeps = keeps;
    this.file = file;
    this.ofApps = ofApps;
    this.own = ofApps.own();
    this.configuration =
        READ.computeIfAbsent(
            new Statements(dialect.databaseId(), List.copyOf(mappers)),
            statements -> read(statements.mappers()));
  }

  private Configuration read(List<Class<?>> mappers) {
    Configuration read = newConfiguration();
    read.getTypeHandlerRegistry().register(new ColumnHandler());
    mappers.forEach(read::addMapper);
    return read;
  }

  /** Returns a configuration that has no mappers yet. */
  public Configuration newConfiguration() {
    Configuration fresh =
        new Configuration(new Environment("router", new JdbcTransactionFactory(), NO_CONNECTIONS));
    // No cache: what is undone would still be in it.
    fresh.setLocalCacheScope(LocalCacheScope.STATEMENT);
    fresh.setCacheEnabled(false);
    fresh.setDatabaseId(dialect.databaseId());
    fresh.setLogImpl(StatementLog.class);
    fresh.setMapUnderscoreToCamelCase(true);
    fresh.setArgNameBasedConstructorAutoMapping(true);
    fresh.getTypeHandlerRegistry().register(new InstantHandler());
    fresh.getTypeHandlerRegistry().register(new UuidHandler());
    return fresh;
  }

  /** Returns that with the statements of the router, which all have together; not to be changed. */
  public Configuration configuration() {
    return configuration;
  }

  /** Returns a transaction of the router's own that has no connection yet. */
  public MarkedTransaction transaction() {
    return new MarkedTransaction(dataSource, dialect, keeps, file, own);
  }

  /** The same for one that apps may have a part in. */
  public MarkedTransaction appTransaction() {
    return new MarkedTransaction(dataSource, dialect, keeps, file, ofApps);
  }

  /** Returns a session in a transaction; closing it rolls back what was not committed. */
  public SqlSession open(Transaction transaction) {
    return open(configuration, transaction);
  }

  /** The same with the mappers of this configuration. */
  public static SqlSession open(Configuration configuration, Transaction transaction) {
    return new DefaultSqlSession(
        configuration, configuration.newExecutor(transaction, ExecutorType.SIMPLE), false);
  }
}
