package org.threadless.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresDialogTest extends DialogContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private DatabaseSettings used;

  @Override
  DatabaseSettings settings() throws SQLException {
    used = postgres.database();
    return used;
  }

  @Override
  DatabaseSettings used() {
    return used;
  }
}
