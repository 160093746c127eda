package org.threadless.storage.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.threadless.router.Plugin;
import org.threadless.storage.copy.CopyException;
import org.threadless.storage.copy.CopyListener;
import org.threadless.storage.copy.RowCopy;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.PrivateFiles;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.pool.OpenFailure;
import org.threadless.storage.pool.Pools;
import org.threadless.storage.schema.PluginTables;
import org.threadless.storage.schema.RouterSchema;

/**
 * Copies all that is in one database into another, empty one, as from H2 to PostgreSQL. No router
 * may work on either. A copy that is broken off goes on with the next try.
 */
public final class DatabaseCopy {

  private final DatabaseSettings from;
  private final DatabaseSettings to;
  private final Collection<Plugin> plugins;
  private final Set<String> without;
  private final CopyListener listener;
  private boolean hasBegun;

  /**
   * @param plugins those whose tables are made in the second database
   * @param without the names of tables that are left out
   */
  public DatabaseCopy(
      DatabaseSettings from,
      DatabaseSettings to,
      Collection<Plugin> plugins,
      Set<String> without,
      CopyListener listener) {
    this.from = from;
    this.to = to;
    this.plugins = plugins;
    this.without = Set.copyOf(without);
    this.listener = listener;
  }

  /**
   * Copies all rows, reads them again in both databases, and sees that they are the same.
   *
   * @throws DatabaseException where one of the databases cannot be used; for the user
   * @throws CopyException where it is not copied for another reason; likewise
   */
  public void run() {
    requireTwo();
    requireSource();
    Optional<Path> file = to.dialect().file();
    if (file.isPresent() && Files.notExists(file.get())) {
      runInto(file.get());
    } else {
      copy();
    }
  }

  /** Copies into a file that is made for that, and is none again where the copy is not begun. */
  private void runInto(Path file) {
    try {
      copy();
    } catch (CopyException | DatabaseException e) {
      if (!hasBegun) {
        remove(file, e);
      }
      throw e;
    }
  }

  private static void remove(Path file, RuntimeException reason) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private void copy() {
    boolean begun = isBegun();
    try {
      if (!begun) {
        makeTables();
      }
      try (Connection source = connect(from);
          Connection target = connect(to)) {
        RowCopy rows = new RowCopy(source, from.dialect(), target, to.dialect(), without, listener);
        if (!begun) {
          hasBegun = true;
          rows.begin(name(from));
        }
        rows.copy();
        rows.compare();
        rows.end();
      }
    } catch (SQLException e) {
      throw new CopyException("it is broken off, and goes on with the next try: " + line(e), e);
    }
    OfflineDatabase.rewrite(to);
  }

  private void requireTwo() {
    if (name(from).equals(name(to))) {
      throw new CopyException("--from and --to are the same database: " + name(from));
    }
  }

  private void requireSource() {
    Optional<Path> file = from.dialect().file();
    if (file.isPresent() && !Files.exists(file.get())) {
      throw new CopyException("there is no database " + file.get());
    }
    requireNobody(from);
  }

  private static void requireNobody(DatabaseSettings settings) {
    // Asks for all of its tables, and has them be of this version.
    OfflineDatabase.obstacle(settings)
        .ifPresent(
            obstacle -> {
              throw new CopyException("from " + name(settings) + ": " + obstacle);
            });
  }

  /** Returns whether a copy of this very database has been begun. */
  private boolean isBegun() {
    Optional<PrivateFiles> files = PrivateFiles.of(to.url());
    files.ifPresent(PrivateFiles::makeFolder);
    try (Connection target = Pools.unpooled(to).getConnection()) {
      Optional<String> source = RowCopy.unfinished(target);
      files.ifPresent(PrivateFiles::close);
      if (source.isPresent() && !source.get().equals(name(from))) {
        throw new CopyException(
            name(to)
                + " has the beginning of a copy of "
                + source.get()
                + ": go on with that one, or take an empty database");
      }
      if (source.isEmpty()) {
        RowCopy.used(target).ifPresent(this::refuse);
      }
      return source.isPresent();
    } catch (SQLException e) {
      throw new OpenFailure(to).of("cannot be used", e);
    }
  }

  private void refuse(String table) {
    throw new CopyException(
        name(to) + " is not empty, there are rows in its table " + table + ": take an empty one");
  }

  private void makeTables() {
    new RouterSchema(to).migrate();
    PluginTables tables = new PluginTables(to);
    plugins.forEach(tables::migrate);
  }

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    Dialect dialect = settings.dialect();
    Properties properties = new Properties();
    properties.putAll(dialect.propertiesOfCopies());
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password().reveal());
    Connection connection =
        new UnpooledDataSource(dialect.driver(), dialect.completeUrl(), properties).getConnection();
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(dialect.beginningOfCopies());
    }
    connection.setAutoCommit(false);
    return connection;
  }

  // Without what may be a password.
  private static String name(DatabaseSettings settings) {
    return Dialect.shown(settings.url());
  }

  private static String line(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
