package org.threadless.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A real PostgreSQL, with as many empty databases as are asked for. */
final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static PostgresServer start() throws IOException {
    return new PostgresServer(EmbeddedPostgres.start());
  }

  DatabaseSettings newDatabase() throws SQLException {
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
