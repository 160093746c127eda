package org.threadless.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.storage.pool.DatabaseSettings;

class H2UpgradeTest extends UpgradeContract {

  @TempDir private Path folder;

  @Override
  DatabaseSettings settings() {
    return database("test");
  }

  @Override
  DatabaseSettings others() {
    return database("others");
  }

  private DatabaseSettings database(String name) {
    return new DatabaseSettings("jdbc:h2:file:" + folder.resolve(name), null, null, null);
  }

  @Override
  List<String> structure(Connection connection) throws SQLException {
    List<String> structure = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("SCRIPT NODATA NOPASSWORDS")) {
      while (lines.next()) {
        structure.add(
            lines
                .getString(1)
                .replaceAll("(constraint|primary_key|system_sequence)_[0-9a-f_]+", "$1"));
      }
    }
    structure.removeIf(line -> line.startsWith("--"));
    return structure.stream().sorted().toList();
  }
}
