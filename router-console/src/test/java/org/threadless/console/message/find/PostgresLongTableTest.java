package org.threadless.console.message.find;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.testrig.Ports;

class PostgresLongTableTest extends LongTableContract {

  private EmbeddedPostgres postgres;

  @Override
  DatabaseSettings settings() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setPort(Ports.free())
            .setPGStartupWait(Duration.ofMinutes(2))
            .start();
    return new DatabaseSettings(postgres.getJdbcUrl("postgres", "postgres"), "postgres", null, 10);
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }
}
