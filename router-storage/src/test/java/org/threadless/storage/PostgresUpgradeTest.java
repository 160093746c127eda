package org.threadless.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.storage.pool.DatabaseSettings;

class PostgresUpgradeTest extends UpgradeContract {

  // Of one table after the other the indexes in the order in which they were made, on which plans
  // depend.
  private static final String STRUCTURE =
      """
      SELECT line FROM (
        SELECT attrelid AS owner, 1 AS kind, attnum::bigint AS position,
            concat_ws(' ', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
                attidentity, pg_get_expr(adbin, adrelid)) AS line
          FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT indrelid, 2, indexrelid::bigint, pg_get_indexdef(indexrelid) FROM pg_index
        UNION ALL
        SELECT conrelid, 3, 0, concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u')
      ) AS lines JOIN pg_class ON pg_class.oid = owner
      WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace
      ORDER BY relname, kind, position, line
      """;

  @RegisterExtension static final PostgresServer postgres = new PostgresServer();

  private DatabaseSettings used;
  private DatabaseSettings others;

  @BeforeEach
  void makeOthers() throws SQLException {
    others = postgres.emptyDatabase();
  }

  @Override
  DatabaseSettings settings() throws SQLException {
    if (used == null) {
      used = postgres.emptyDatabase();
    }
    return used;
  }

  @Override
  DatabaseSettings others() {
    return others;
  }

  @Override
  List<String> structure(Connection connection) throws SQLException {
    List<String> structure = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery(STRUCTURE)) {
      while (lines.next()) {
        structure.add(lines.getString(1));
      }
    }
    return structure;
  }
}
