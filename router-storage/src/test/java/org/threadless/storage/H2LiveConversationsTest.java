package org.threadless.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.pool.DatabaseSettings;

class H2LiveConversationsTest extends LiveConversationsContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
  }

  @Override
  String series(int to) {
    return "system_range(1, " + to + ")";
  }

  @Override
  String primaryKey() {
    return "PRIMARY_KEY";
  }
}
