package org.threadless.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.pool.DatabaseSettings;

class H2LongImportTest extends LongImportContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), null, null, null);
  }
}
