package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.schema.RouterSchema;
import org.threadless.testrig.Ports;

/**
 * A real PostgreSQL, with as many databases as are asked for. It is started for the first test
 * class that has it registered, and stopped after the last.
 */
final class PostgresServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

  private static final String TEMPLATE = "made";

  private final List<String> given = new ArrayList<>();
  private Started server;
  private DatabaseSettings database;

  // Closed by JUnit, like everything in its store that can be.
  private record Started(EmbeddedPostgres postgres) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      postgres.close();
    }

    DatabaseSettings settings(String database) {
      return new DatabaseSettings(postgres.getJdbcUrl("postgres", database), "postgres", null, 10);
    }

    void execute(String... statements) throws SQLException {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        for (String each : statements) {
          statement.execute(each);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresServer.class))
            .computeIfAbsent("server", key -> start(), Started.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    database = null;
  }

  /** Returns whether a transaction of a database waits for another. */
  static boolean isSomebodyBlocked(DatabaseSettings database) throws SQLException {
    return !TestConnection.rows(
            database,
            "SELECT pid FROM pg_locks WHERE NOT granted AND (database IS NULL OR database ="
                + " (SELECT oid FROM pg_database WHERE datname = current_database()))")
        .isEmpty();
  }

  /** Returns the database of a test, the same one however often it asks. */
  DatabaseSettings database() throws SQLException {
    if (database == null) {
      database = newDatabase();
    }
    return database;
  }

  /** Returns one that has the router's tables, and no rows in them. */
  DatabaseSettings newDatabase() throws SQLException {
    return create("TEMPLATE " + TEMPLATE);
  }

  /** Returns one that has no tables. */
  DatabaseSettings emptyDatabase() throws SQLException {
    return create("");
  }

  private DatabaseSettings create(String like) throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    server.execute("CREATE DATABASE " + name + " " + like);
    given.add(name);
    return server.settings(name);
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    for (String name : given) {
      server.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
    given.clear();
  }

  /** Changes a database for those who connect to it from then on. */
  static void alter(DatabaseSettings database, String what) throws SQLException {
    String name = database.url().replaceAll(".*/|\\?.*", "");
    try (Connection connection = TestConnection.to(database);
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " " + what);
      connection.commit();
    }
  }

  private static Started start() {
    try {
      Started started =
          new Started(
              EmbeddedPostgres.builder()
                  .setPort(Ports.free())
                  .setPGStartupWait(Duration.ofMinutes(2))
                  // By itself it has that off, so that what is lost with a crash would not be seen.
                  .setServerConfig("synchronous_commit", "on")
                  .start());
      started.execute("CREATE DATABASE " + TEMPLATE);
      // Once: to copy the tables takes a fraction of what it takes to make them.
      new RouterSchema(started.settings(TEMPLATE)).migrate();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
