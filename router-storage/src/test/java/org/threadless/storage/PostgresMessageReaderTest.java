package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresMessageReaderTest extends MessageReaderContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.emptyDatabase();
  }

  @Test
  void itIsReadWhileARouterHasIt() throws SQLException {
    DatabaseSettings settings = settings();
    try (Database database = Database.open(settings, Clock.systemUTC());
        MessageReader reader = OfflineDatabase.read(settings)) {
      assertThat(database.backlog().waiting()).isEmpty();
      assertThat(reader.search(MessageQuery.builder().build()).messages()).isEmpty();
    }
  }
}
