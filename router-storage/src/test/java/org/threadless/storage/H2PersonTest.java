package org.threadless.storage;

import java.util.UUID;
import org.threadless.storage.pool.DatabaseSettings;

class H2PersonTest extends PersonContract {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings(url, null, null, 10);
  }
}
