package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

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

  // Closed by JUnit, like everything in its store that can be.
  private static EmbeddedPostgres start() {
    try {
      // By itself it has that off, so that what is lost with a crash would not be seen.
      return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
