package org.threadless.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.threadless.storage.dialect.Dialect;

/** A test's own connection to a database, beside those of the router. */
final class TestConnection {

  private TestConnection() {}

  static Connection to(DatabaseSettings settings) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            Dialect.of(settings.url()).completeUrl(),
            settings.user(),
            settings.password().reveal());
    connection.setAutoCommit(false);
    return connection;
  }
}
