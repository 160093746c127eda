package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.message.Connection;
import org.threadless.storage.history.MessageReader;

class PostgresMessageReaderTest extends MessageReaderContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.newDatabase();
  }

  @Test
  void itIsReadWhileARouterHasIt() throws SQLException {
    DatabaseSettings settings = settings();
    try (Database database = Database.open(settings, Clock.systemUTC());
        MessageReader reader = Database.read(settings)) {
      assertThat(database.backlog().waiting()).isEmpty();
      assertThat(reader.last(List.of(Connection.of("a", "1")), 1)).isEmpty();
    }
  }
}
