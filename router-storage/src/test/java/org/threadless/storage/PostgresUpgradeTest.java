package org.threadless.storage;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresUpgradeTest extends UpgradeContract {

  private static PostgresServer postgres;

  private DatabaseSettings database;

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    if (database == null) {
      database = postgres.newDatabase();
    }
    return database;
  }
}
