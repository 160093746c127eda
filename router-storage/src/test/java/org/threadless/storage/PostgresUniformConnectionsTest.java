package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.message.BackendName;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.uniform.UniformConnections;

class PostgresUniformConnectionsTest extends UniformConnectionsContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.newDatabase();
  }

  @Test
  void nothingMayBeChangedWhileARouterHasIt() throws SQLException {
    DatabaseSettings settings = settings();
    try (Database database = Database.open(settings, Clock.systemUTC());
        UniformConnections stored = OfflineDatabase.connections(settings)) {
      assertThat(database.backlog().waiting()).isEmpty();
      assertThat(stored.obstacle(new BackendName("gateway")).orElseThrow())
          .contains("a router works on the database");
    }
  }
}
