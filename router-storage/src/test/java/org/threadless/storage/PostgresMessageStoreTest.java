package org.threadless.storage;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresMessageStoreTest extends MessageStoreContract {

  private static PostgresServer postgres;

  private DatabaseSettings settings;

  @BeforeAll
  static void start() throws IOException {
    postgres = new PostgresServer();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    if (settings == null) {
      settings = postgres.emptyDatabase();
    }
    return settings;
  }
}
