package org.threadless.storage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
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
      assertThat(real.isClosed()).isFalse();
    }
  }
}
