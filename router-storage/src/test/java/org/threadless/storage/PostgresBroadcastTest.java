package org.threadless.storage;

import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresBroadcastTest extends BroadcastContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }

  @Override
  Database another() throws SQLException {
    return Database.open(settings(), Clock.systemUTC());
  }
}
