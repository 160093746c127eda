package org.threadless.storage.schema;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.threadless.storage.copy.CopyProgress;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.OpenFailure;
import org.threadless.storage.pool.Pools;

/**
 * Sees that a database has the router's tables as this version has them. Every method that throws
 * {@link DatabaseException} does so with a message for the user.
 */
public final class RouterSchema {

  /** Where the migrations are. */
  public static final String MIGRATIONS = "classpath:org/threadless/storage/migrations";

  /** Where that is which an empty database gets in the place of those up to a version. */
  public static final String EMPTY = "classpath:org/threadless/storage/empty";

  private final DatabaseSettings settings;
  private final RouterTables tables;

  public RouterSchema(DatabaseSettings settings) {
    this(settings, MIGRATIONS, EMPTY);
  }

  /**
   * @param locations where the migrations are
   */
  public RouterSchema(DatabaseSettings settings, String... locations) {
    this.settings = settings;
    this.tables = new RouterTables(Pools.unpooled(settings), locations);
  }

  /**
   * Makes or updates the tables.
   *
   * @throws DatabaseException where that fails, or something else is there
   */
  public void migrate() {
    try {
      tables.migrate();
    } catch (FlywayException e) {
      throw failure(e);
    }
  }

  private DatabaseException failure(FlywayException e) {
    OpenFailure failure = new OpenFailure(settings);
    try {
      Optional<String> known = tables.problem();
      if (known.isPresent()) {
        return failure.of("cannot be used", known.get(), e);
      }
    } catch (SQLException | FlywayException again) {
      e.addSuppressed(again);
    }
    return failure.of("cannot be used: its tables cannot be made or updated", e);
  }

  /**
   * Refuses a database into which another one is still to be copied.
   *
   * @throws DatabaseException where that is so
   */
  public void requireWhole(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (CopyProgress.isThere(connection)) {
        throw new OpenFailure(settings)
            .of(
                "cannot be used",
                "the copy of another one into it is not at its end; run router copy again",
                null);
      }
    }
  }

  /**
   * Returns what keeps the tables from being made or updated, as the rest of a sentence that ends
   * with what to do.
   */
  public Optional<String> problem() throws SQLException {
    return tables.problem();
  }

  /**
   * Refuses a database whose tables cannot be made or updated; it may have none yet.
   *
   * @throws DatabaseException where that is so
   */
  public void requireUsable() throws SQLException {
    refuse("cannot be used", problem());
  }

  /**
   * Refuses a database whose tables are not those of this version.
   *
   * @throws DatabaseException where that is so
   */
  public void requireCurrent() throws SQLException {
    refuse("cannot be read", problem().or(tables::missing));
  }

  /**
   * Refuses a database whose file is not there: H2 would make one by connecting to it.
   *
   * @throws DatabaseException where that is so
   */
  public void requireFile() {
    refuse(
        "cannot be read",
        settings.dialect().file().filter(Files::notExists).map(file -> RouterTables.MISSING));
  }

  private void refuse(String sentence, Optional<String> problem) {
    if (problem.isPresent()) {
      throw new OpenFailure(settings).of(sentence, problem.get(), null);
    }
  }
}
