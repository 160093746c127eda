package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresMessageStoreTest extends MessageStoreContract {

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  @Test
  void aPlanThatIsMadeWhileTablesAreSmallUsesTheirIndexes() throws Exception {
    try (Connection connection = pooled();
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE message");
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines =
          statement.executeQuery(
              "EXPLAIN SELECT id FROM message WHERE id IN"
                  + " (gen_random_uuid(), gen_random_uuid(), gen_random_uuid())")) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }

      assertThat(plan.toString()).contains("Index").doesNotContain("Seq Scan");
    }
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    return postgres.database();
  }
}
