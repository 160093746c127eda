package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.testrig.Ports;

/**
 * A real PostgreSQL, with as many empty databases as are asked for. It is started for the first
 * test class that has it registered, and stopped after the last.
 */
final class PostgresServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {

  private final List<String> given = new ArrayList<>();
  private Started server;
  private DatabaseSettings database;

  /**
   * @param empty databases that tests have had: PostgreSQL copies some hundred files to make one,
   *     and removes them at the end
   */
  private record Started(EmbeddedPostgres postgres, Queue<String> empty) implements AutoCloseable {

    // Closed by JUnit, like everything in its store that can be.
    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresServer.class))
            .computeIfAbsent(
                "server", key -> new Started(start(), new ArrayDeque<>()), Started.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    database = null;
  }

  /** Returns the database of a test, the same one however often it asks. */
  DatabaseSettings database() throws SQLException {
    if (database == null) {
      database = newDatabase();
    }
    return database;
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    for (String name : given) {
      empty(name);
      server.empty().add(name);
    }
    given.clear();
  }

  DatabaseSettings newDatabase() throws SQLException {
    String name = server.empty().isEmpty() ? create() : server.empty().remove();
    given.add(name);
    return new DatabaseSettings(
        server.postgres().getJdbcUrl("postgres", name), "postgres", null, 10);
  }

  private String create() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    execute("postgres", "CREATE DATABASE " + name);
    return name;
  }

  private void empty(String name) throws SQLException {
    execute(
        "postgres",
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(name),
        "ALTER DATABASE " + name + " RESET ALL");
    execute(name, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
  }

  private void execute(String name, String... statements) throws SQLException {
    try (Connection connection = server.postgres().getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
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

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setPort(Ports.free())
          .setPGStartupWait(Duration.ofMinutes(2))
          // By itself it has that off, so that what is lost with a crash would not be seen.
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
