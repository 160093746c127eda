package org.threadless.storage;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresTakenConnectionTest extends TakenConnectionContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws Exception {
    return postgres.newDatabase();
  }
}
