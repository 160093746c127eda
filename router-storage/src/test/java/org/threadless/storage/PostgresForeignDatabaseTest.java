package org.threadless.storage;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresForeignDatabaseTest extends ForeignDatabaseContract {

  private static PostgresServer postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  DatabaseSettings emptyDatabase() throws SQLException {
    return postgres.newDatabase();
  }
}
