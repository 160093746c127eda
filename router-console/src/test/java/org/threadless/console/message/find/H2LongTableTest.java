package org.threadless.console.message.find;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.pool.DatabaseSettings;

class H2LongTableTest extends LongTableContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    // A small cache of the database's own, which fills up at first.
    String url = "jdbc:h2:file:" + folder.resolve("router") + ";CACHE_SIZE=8192";
    return new DatabaseSettings(url, null, null, null);
  }
}
