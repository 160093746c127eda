package org.threadless.storage.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** The router's own tables, and what keeps them from being made or updated. */
final class RouterTables {

  static final String MISSING =
      "its tables are not made yet, or are those of an older version; bin/router serve makes and"
          + " updates them";

  private static final Set<MigrationState> FUTURE =
      Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

  private final DataSource source;
  private final LoneMigrations lone;
  private final Flyway flyway;

  /**
   * @param source makes connections of their own: a migration may take its time
   * @param locations where the migrations are
   */
  RouterTables(DataSource source, String... locations) {
    this.source = source;
    this.lone = new LoneMigrations(source, this::pending);
    this.flyway =
        Flyway.configure()
            .dataSource(source)
            .locations(locations)
            .table("router_history")
            .callbacks(lone)
            // By default it would take the tables of a newer router for its own.
            .ignoreMigrationPatterns(new String[0])
            .load();
  }

  /** Makes or updates them. */
  void migrate() {
    flyway.migrate();
  }

  private MigrationInfo[] pending() {
    return flyway.info().pending();
  }

  /**
   * Returns what is wrong with what is there, as the rest of a sentence that ends with what to do.
   */
  Optional<String> problem() throws SQLException {
    if (lone.refusal().isPresent()) {
      return lone.refusal();
    }
    MigrationInfo[] all = flyway.info().all();
    if (Arrays.stream(all).anyMatch(migration -> FUTURE.contains(migration.getState()))) {
      return Optional.of(
          "a newer version of the router has made its tables; use that version, or let database.url"
              + " name another database");
    }
    if (flyway.info().applied().length > 0) {
      return Optional.empty();
    }
    return foreignTable()
        .map(
            table ->
                "it has tables that are not the router's, such as "
                    + table
                    + "; let database.url name a database of the router's own");
  }

  /** Returns which of them are not as this version has them, as the rest of such a sentence. */
  Optional<String> missing() {
    return flyway.info().pending().length == 0 ? Optional.empty() : Optional.of(MISSING);
  }

  private Optional<String> foreignTable() throws SQLException {
    try (Connection connection = source.getConnection();
        ResultSet tables =
            connection
                .getMetaData()
                .getTables(
                    connection.getCatalog(),
                    connection.getSchema(),
                    null,
                    new String[] {"TABLE", "BASE TABLE"})) {
      return tables.next() ? Optional.of(tables.getString("TABLE_NAME")) : Optional.empty();
    }
  }
}
