package org.threadless.storage.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Sees that the migrations of an app or a backend make no tables but such as are named after it. It
 * looks after each migration, so that one which does otherwise fails and is not recorded as done.
 */
final class AppTables implements Callback {

  private final String prefix;
  private final Set<String> before = new TreeSet<>();

  /**
   * @param prefix what the names of its tables begin with
   */
  AppTables(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      Set<String> tables = tables(context.getConnection());
      if (event == Event.BEFORE_EACH_MIGRATE) {
        before.addAll(tables);
      } else {
        check(tables);
      }
    } catch (SQLException e) {
      throw new FlywayException("the tables cannot be listed: " + e.getMessage(), e);
    }
  }

  private void check(Set<String> tables) {
    tables.stream()
        .filter(table -> !before.contains(table) && !table.startsWith(prefix))
        .findFirst()
        .ifPresent(
            table -> {
              throw new FlywayException(
                  "it makes the table " + table + "; its tables must be named " + prefix + "...");
            });
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, null, new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        String schema = String.valueOf(rows.getString("TABLE_SCHEM")).toLowerCase(Locale.ROOT);
        if (!schema.equals("information_schema") && !schema.equals("pg_catalog")) {
          tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
        }
      }
    }
    return tables;
  }

  @Override
  public String getCallbackName() {
    return "tables named after the app";
  }
}
