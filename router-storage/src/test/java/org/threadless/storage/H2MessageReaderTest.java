package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.history.MessageReader;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

class H2MessageReaderTest extends MessageReaderContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
  }

  @Test
  void noFileIsMadeByLookingIntoIt() {
    assertThatThrownBy(() -> OfflineDatabase.read(settings()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("tables are not made yet");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theFileIsFreeForTheNextOneWhenItIsClosed() {
    Database.open(settings(), Clock.systemUTC()).close();
    try (MessageReader reader = OfflineDatabase.read(settings())) {
      assertThat(reader).isNotNull();
    }
    Database.open(settings(), Clock.systemUTC()).close();
  }
}
