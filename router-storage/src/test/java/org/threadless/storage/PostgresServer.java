package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A PostgreSQL of the tests' own. */
final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres postgres = EmbeddedPostgres.start();

  PostgresServer() throws IOException {}

  /** Makes an empty database, and returns its settings. */
  DatabaseSettings emptyDatabase() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new DatabaseSettings(postgres.getJdbcUrl("postgres", name), "postgres", null, 10);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
