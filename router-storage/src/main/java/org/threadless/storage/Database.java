package org.threadless.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.store.Mappers;
import org.threadless.router.store.MessageStore;

/**
 * The database that is in use: a pool of connections to it, with all its tables. Open from {@link
 * #open} to {@link #close}.
 */
public final class Database implements AutoCloseable {

  // Less than two seconds, so that a request that gets no connection is answered 503 by then.
  private static final Duration CONNECTION_TIMEOUT = Duration.ofMillis(1500);
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

  private final HikariDataSource pool;
  private final MyBatisMessageStore store;
  private final SqlSession appSession;

  private Database(HikariDataSource pool, InstantSource clock, boolean keeps) {
    this.pool = pool;
    this.store = new MyBatisMessageStore(new Sessions(pool, keeps), clock);
    this.appSession = store.appSession();
  }

  /**
   * Connects to the database, and makes or updates its tables.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static Database open(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, true);
  }

  /**
   * The same, but each transaction is rolled back when it would be committed. What is read is what
   * others have stored, and what one message writes is there until its end.
   */
  public static Database openForTrial(DatabaseSettings settings, InstantSource clock) {
    return open(settings, clock, false);
  }

  private static Database open(DatabaseSettings settings, InstantSource clock, boolean keeps) {
    HikariDataSource pool = pool(settings);
    try {
      migrate(pool);
      return new Database(pool, clock, keeps);
    } catch (FlywayException e) {
      pool.close();
      throw failure(settings, "its tables cannot be made or updated", e);
    }
  }

  /**
   * Connects to the database and changes nothing in it.
   *
   * @return name and version of the database
   * @throws DatabaseException where that fails; its message is for the user
   */
  public static String check(DatabaseSettings settings) {
    try (HikariDataSource pool = pool(settings);
        Connection connection = pool.getConnection()) {
      return connection.getMetaData().getDatabaseProductName()
          + " "
          + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw failure(settings, "cannot be used", e);
    }
  }

  /** Returns what keeps messages in this database. */
  public MessageStore messages() {
    return store;
  }

  /**
   * Returns the session that apps write with. On a thread that has a message before it, what is
   * written is in the message's transaction; anywhere else each call is a transaction of its own.
   */
  public SqlSession session() {
    return appSession;
  }

  /** Returns what makes the mappers of apps. */
  public Mappers mappers() {
    return store.appMappers();
  }

  /**
   * Makes or updates the tables of an app, where it has any. They have a history of their own,
   * {@code <app>_schema_history}, and are named after it: {@code <app>_...}, with {@code _} in the
   * place of {@code -}.
   *
   * @throws DatabaseException where that fails; its message is for the user
   */
  public void migrate(AppPlugin app) {
    app.migrations()
        .ifPresent(folder -> migrate(app.name(), folder, app.getClass().getClassLoader()));
  }

  void migrate(String app, String folder, ClassLoader classLoader) {
    String prefix = app.replace('-', '_') + "_";
    try {
      Flyway.configure(classLoader)
          .dataSource(pool)
          .locations("classpath:" + folder)
          .failOnMissingLocations(true)
          .table(prefix + "schema_history")
          // The schema has the tables of others in it.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .callbacks(new AppTables(prefix))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "the tables of the app " + app + " cannot be made or updated: " + reason(e), false, e);
    }
  }

  /** Returns the pool. Whoever takes a connection from it is outside of every message. */
  DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariDataSource pool(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(JdbcUrl.complete(settings.url()));
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    config.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    config.setAutoCommit(false);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw failure(settings, "cannot be opened", e);
    }
  }

  private static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:org/threadless/storage/migrations")
        .table("router_history")
        .load()
        .migrate();
  }

  private static DatabaseException failure(
      DatabaseSettings settings, String problem, Exception cause) {
    SQLException sql = SqlFailures.sqlException(cause);
    String reason = sql == null ? cause.getMessage() : reason(sql);
    String shown = JdbcUrl.shown(settings.url());
    String message = "the database " + shown + " " + problem + ": " + reason;
    return new DatabaseException(
        message.replace(JdbcUrl.complete(settings.url()), shown).replace(settings.url(), shown),
        isInUse(sql),
        cause);
  }

  private static String reason(FlywayException e) {
    return String.join(" ", String.valueOf(e.getMessage()).lines().map(String::strip).toList());
  }

  private static String reason(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (isInUse(e)) {
      return "another process has it open; stop that first, or use PostgreSQL, which many can share";
    }
    if (state.startsWith("28")) {
      return "user or password is wrong";
    }
    return SqlFailures.firstLine(e);
  }

  private static boolean isInUse(SQLException e) {
    // org.h2.api.ErrorCode.DATABASE_ALREADY_OPEN_1
    return e != null && e.getErrorCode() == 90020;
  }
}
