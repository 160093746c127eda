package org.threadless.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

/** What is said of a database that is there and is not the router's, or not this router's. */
abstract class ForeignDatabaseContract {

  /** Returns where an empty database is. */
  abstract DatabaseSettings emptyDatabase() throws SQLException;

  @Test
  void tablesOfSomethingElseAreNamedAndLeftAlone() throws SQLException {
    DatabaseSettings settings = emptyDatabase();
    execute(settings, "CREATE TABLE invoice (id INT)");

    assertRefused(settings, "cannot be used: it has tables that are not the router's", "invoice");
    execute(settings, "INSERT INTO invoice VALUES (1)");
  }

  @Test
  void tablesOfANewerRouterAreLeftToIt() throws SQLException {
    DatabaseSettings settings = emptyDatabase();
    Database.open(settings, Clock.systemUTC()).close();
    execute(
        settings,
        """
        INSERT INTO router_history
            (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (1000, '1000', 'from the future', 'SQL', 'V1000__from_the_future.sql', 'us', 1, TRUE)
        """);

    assertRefused(settings, "a newer version of the router has made its tables");
  }

  @Test
  void anEmptyDatabaseAndOneOfThisRouterAreFine() throws SQLException {
    DatabaseSettings settings = emptyDatabase();

    assertThatCode(() -> OfflineDatabase.check(settings)).doesNotThrowAnyException();
    Database.open(settings, Clock.systemUTC()).close();
    assertThatCode(() -> OfflineDatabase.check(settings)).doesNotThrowAnyException();
    Database.open(settings, Clock.systemUTC()).close();
  }

  /** Opening and checking say the same, in one line. */
  static void assertRefused(DatabaseSettings settings, String... said) {
    assertThatThrownBy(() -> OfflineDatabase.check(settings).product().length())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContainingAll(said)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Database.open(settings, Clock.systemUTC()).close())
        .isInstanceOf(DatabaseException.class)
        .hasMessageContainingAll(said)
        .hasMessageNotContaining("\n");
  }

  private static void execute(DatabaseSettings settings, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                Dialect.of(settings.url()).completeUrl(),
                settings.user(),
                settings.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
