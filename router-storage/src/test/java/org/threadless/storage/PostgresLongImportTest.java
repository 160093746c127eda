package org.threadless.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresLongImportTest extends LongImportContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }
}
