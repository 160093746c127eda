package org.threadless.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresForeignDatabaseTest extends ForeignDatabaseContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings emptyDatabase() throws SQLException {
    return postgres.emptyDatabase();
  }
}
