package org.threadless.storage.app;

import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AppConnectionTest {

  @Test
  void anAppCannotEndTheTransactionOfItsMessage() throws Exception {
    try (Connection real = DriverManager.getConnection("jdbc:h2:mem:")) {
      Connection ofApp = AppConnection.of(real);

      assertThatThrownBy(ofApp::close).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(ofApp::commit).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(ofApp::rollback).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> ofApp.setAutoCommit(false))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> ofApp.setTransactionIsolation(TRANSACTION_SERIALIZABLE))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> ofApp.setSchema("public"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> ofApp.unwrap(Connection.class))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(real.isClosed()).isFalse();
    }
  }

  @Test
  void toASavepointOfItsOwnAnAppMayGoBack() throws Exception {
    try (Connection real = DriverManager.getConnection("jdbc:h2:mem:")) {
      real.setAutoCommit(false);
      Connection ofApp = AppConnection.of(real);

      Savepoint savepoint = ofApp.setSavepoint();

      assertThatCode(() -> ofApp.rollback(savepoint)).doesNotThrowAnyException();
    }
  }

  @Test
  void noStatementEndsItHoweverItIsRun() throws Exception {
    try (Connection real = DriverManager.getConnection("jdbc:h2:mem:")) {
      Connection ofApp = AppConnection.of(real);
      try (Statement statement = ofApp.createStatement()) {
        assertRefused(() -> ofApp.prepareStatement("COMMIT"));
        assertRefused(() -> ofApp.prepareStatement("COMMIT", Statement.RETURN_GENERATED_KEYS));
        assertRefused(() -> ofApp.prepareCall("COMMIT"));
        assertRefused(() -> statement.execute("COMMIT"));
        assertRefused(() -> statement.execute("COMMIT", new String[] {"id"}));
        assertRefused(() -> statement.executeUpdate("COMMIT"));
        assertRefused(() -> statement.executeLargeUpdate("COMMIT"));
        assertRefused(() -> statement.executeQuery("COMMIT"));
        assertRefused(() -> statement.addBatch("COMMIT"));
      }
    }
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("COMMIT is not for apps");
  }

  @Test
  void nothingThatComesFromItLeadsToTheConnectionBehindIt() throws Exception {
    try (Connection real = DriverManager.getConnection("jdbc:h2:mem:")) {
      Connection ofApp = AppConnection.of(real);
      try (Statement statement = ofApp.createStatement();
          PreparedStatement prepared = ofApp.prepareStatement("SELECT ARRAY[1, 2]");
          CallableStatement called = ofApp.prepareCall("CALL 1");
          ResultSet row = prepared.executeQuery();
          ResultSet tables = ofApp.getMetaData().getTables(null, null, null, null)) {
        assertThat(row.next()).isTrue();

        for (Connection reached :
            List.of(
                statement.getConnection(),
                prepared.getConnection(),
                called.getConnection(),
                row.getStatement().getConnection(),
                ofApp.getMetaData().getConnection(),
                ofApp.getMetaData().getConnection().createStatement().getConnection())) {
          assertThatThrownBy(reached::commit).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(Proxy.isProxyClass(row.getArray(1).getClass())).isTrue();
        assertThat(Proxy.isProxyClass(tables.getClass())).isTrue();
        assertThatThrownBy(() -> row.getStatement().unwrap(Object.class))
            .isInstanceOf(UnsupportedOperationException.class);
      }
    }
  }
}
