package org.threadless.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresAppStorageTest extends AppStorageContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings emptyDatabase() throws SQLException {
    return postgres.newDatabase();
  }
}
