package org.threadless.storage;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresLiveConversationsTest extends LiveConversationsContract {

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
  DatabaseSettings settings() throws SQLException {
    return postgres.newDatabase();
  }

  @Override
  String series(int to) {
    return "generate_series(1, " + to + ")";
  }

  @Override
  String primaryKey() {
    return "message_pkey";
  }
}
