package org.threadless.storage.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.dialect.FatalErrors;
import org.threadless.storage.file.PrivateFiles;
import org.threadless.storage.session.AppConnections;

/**
 * The connections to a database: one pool for all that is written, and one for look-ups, which take
 * a second at most and hold up nobody.
 */
public final class Pools implements AutoCloseable {

  // Less than two seconds, so that a request that gets no connection is answered 503 by then.
  private static final Duration CONNECTION_TIMEOUT = Duration.ofMillis(1500);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  // A reader that takes its time must not keep waiting who stores messages.
  private static final int READERS = 4;

  // Besides those that apps may have: for the writer, for claims, for housekeeping, and for who
  // sends, takes up and shows what waits.
  private static final int OWN_CONNECTIONS = 4;

  private final DatabaseSettings settings;
  private final Dialect dialect;
  private final FatalErrors fatal = new FatalErrors();
  // Where both have the connections to H2 from; those to PostgreSQL they make themselves.
  private final Optional<DataSource> embedded;
  private final HikariDataSource main;
  private HikariDataSource readers;

  private Pools(DatabaseSettings settings) {
    this.settings = settings;
    this.dialect = settings.dialect();
    this.embedded =
        dialect.embedded(settings.user(), settings.password().reveal(), fatal::evictAll);
    this.main = openMain();
  }

  /**
   * Connects to a database; there are no readers yet.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static Pools open(DatabaseSettings settings) {
    return new Pools(settings);
  }

  /**
   * Returns a source of connections that are in no pool, and made when they are asked for. For
   * migrations, which need several and may take their time; given a URL, Flyway would look for the
   * driver in the class loader of the migrations.
   */
  public static DataSource unpooled(DatabaseSettings settings) {
    Dialect dialect = settings.dialect();
    return new UnpooledDataSource(
        dialect.driver(), dialect.completeUrl(), settings.user(), settings.password().reveal());
  }

  /**
   * Opens the pool for look-ups, when there are tables to look into. To be called once.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void openReaders() {
    HikariConfig config = config("readers", READERS);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(dialect.beginningOfReaders());
    readers = open(config);
  }

  /** Returns the pool for all that is written. */
  public HikariDataSource main() {
    return main;
  }

  /** Returns the pool for look-ups: on its connections none takes longer than a second. */
  public HikariDataSource readers() {
    return readers;
  }

  /** Returns how many of the connections apps may have; H2 in a file has one for all. */
  public AppConnections ofApps() {
    return dialect.isExclusive()
        ? AppConnections.onlyOne(CONNECTION_TIMEOUT)
        : AppConnections.of(settings.poolSize(), CONNECTION_TIMEOUT);
  }

  /** Returns how many of the connections are used. */
  public List<PoolUse> uses() {
    return Stream.of(main, readers).map(Pools::use).toList();
  }

  private static PoolUse use(HikariDataSource pool) {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return new PoolUse(
        pool.getPoolName(),
        pool.getMaximumPoolSize(),
        now.getActiveConnections(),
        now.getIdleConnections(),
        now.getThreadsAwaitingConnection());
  }

  /** Returns the warning that the database may lose what it has stored; empty where it does not. */
  public Optional<String> forgetting() throws SQLException {
    try (Connection connection = main.getConnection()) {
      return dialect.forgetting(connection).map("the database: "::concat);
    }
  }

  @Override
  public void close() {
    if (readers != null) {
      readers.close();
    }
    main.close();
  }

  private HikariDataSource openMain() {
    int own = dialect.isExclusive() ? 0 : OWN_CONNECTIONS;
    HikariConfig config = config("database", settings.poolSize() + own);
    config.setConnectionInitSql(dialect.beginning());
    Optional<PrivateFiles> files = PrivateFiles.of(settings.url());
    files.ifPresent(PrivateFiles::makeFolder);
    HikariDataSource pool = open(config);
    files.ifPresent(PrivateFiles::close);
    return pool;
  }

  private HikariDataSource open(HikariConfig config) {
    config.setExceptionOverride(fatal);
    try {
      HikariDataSource opened = new HikariDataSource(config);
      fatal.watch(opened);
      return opened;
    } catch (RuntimeException e) {
      throw new OpenFailure(settings).of("cannot be opened", e);
    }
  }

  private HikariConfig config(String name, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    config.setAutoCommit(false);
    // What a connection begins with is committed: its first user may roll back.
    config.setIsolateInternalQueries(true);
    embedded.ifPresentOrElse(config::setDataSource, () -> connect(config));
    return config;
  }

  private void connect(HikariConfig config) {
    config.setJdbcUrl(dialect.completeUrl());
    // Named, so that a driver which cannot be loaded says why; DriverManager would leave it out.
    config.setDriverClassName(dialect.driver());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    dialect.properties().forEach(config::addDataSourceProperty);
  }
}
