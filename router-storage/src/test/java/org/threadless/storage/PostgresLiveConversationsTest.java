package org.threadless.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresLiveConversationsTest extends LiveConversationsContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

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
