package org.threadless.app.guard;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.testrig.Ports;

class PostgresGuardTablesTest extends GuardTablesContract {

  private static EmbeddedPostgres postgres;
  private static int databases;

  @BeforeAll
  static void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    String name = "guard_" + ++databases;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new DatabaseSettings(postgres.getJdbcUrl("postgres", name), "postgres", null, 10);
  }
}
