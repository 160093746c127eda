package org.threadless.console.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;

class TypedNumberTest {

  private static final BackendName KENYA = new BackendName("kenya");
  private static final BackendName PLAIN = new BackendName("plain");

  // As of one whose region is Kenya.
  private static final Numbers NUMBERS =
      connection ->
          connection.backend().equals(KENYA) && connection.identity().value().startsWith("0")
              ? new Connection(
                  KENYA, new Identity("+254" + connection.identity().value().substring(1)))
              : connection;

  @ParameterizedTest
  @ValueSource(strings = {"0700111222", "0700 111 222", " 0700-111-222 ", "0700.111/222"})
  void aNumberIsMadeUniformAsItsBackendDoesAndLookedForAsItIsWritten(String typed) {
    assertThat(new TypedNumber(typed).on(List.of(KENYA, PLAIN), NUMBERS))
        .contains(
            Connection.of("kenya", "+254700111222"),
            Connection.of("kenya", "0700111222"),
            Connection.of("plain", "0700111222"))
        .doesNotContain(Connection.of("plain", "+254700111222"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"254700111333", "254 700 111 333"})
  void aNumberWithoutItsPlusSignIsLookedForWithItToo(String typed) {
    assertThat(new TypedNumber(typed).on(List.of(KENYA, PLAIN), NUMBERS))
        .contains(
            Connection.of("kenya", "+254700111333"),
            Connection.of("plain", "+254700111333"),
            Connection.of("plain", "254700111333"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"40404", "0700111222", "+254700111222"})
  void whatIsNoInternationalNumberGetsNoPlusSign(String typed) {
    assertThat(new TypedNumber(typed).on(List.of(PLAIN), NUMBERS))
        .containsExactly(Connection.of("plain", typed));
  }

  @Test
  void aNameStaysAsItIs() {
    assertThat(new TypedNumber("M-PESA 1").on(List.of(PLAIN), NUMBERS))
        .containsExactly(Connection.of("plain", "M-PESA 1"));
  }

  @Test
  void whatNoIdentityCanBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TypedNumber("a\u200Fb"))
        .withMessageContaining("format character");
  }
}
