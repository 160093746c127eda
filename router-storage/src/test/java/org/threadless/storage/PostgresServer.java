package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.threadless.testrig.Ports;

/**
 * A real PostgreSQL, with as many empty databases as are asked for. It is started for the first
 * test class that has it registered, and stopped after the last.
 */
final class PostgresServer implements BeforeAllCallback, BeforeEachCallback {

  private EmbeddedPostgres postgres;
  private DatabaseSettings database;

  @Override
  public void beforeAll(ExtensionContext context) {
    postgres =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresServer.class))
            .computeIfAbsent("server", key -> start(), EmbeddedPostgres.class);
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

  DatabaseSettings newDatabase() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new DatabaseSettings(postgres.getJdbcUrl("postgres", name), "postgres", null, 10);
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

  // Closed by JUnit, like everything in its store that can be.
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
