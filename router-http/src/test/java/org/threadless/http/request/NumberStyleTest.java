package org.threadless.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;

class NumberStyleTest {

  @ParameterizedTest
  @CsvSource({
    "PLUS, +254711222333, +254711222333",
    "PLUS, 254711222333, +254711222333",
    "BARE, 254711222333, +254711222333",
    "BARE, +254711222333, +254711222333",
    "BARE, 2547112, +2547112",
    "PLUS, 00254711222333, +254711222333",
    "BARE, 00254711222333, +254711222333",
    "AS_IS, 00254711222333, 00254711222333",
    "AS_IS, 254711222333, 254711222333",
    "AS_IS, +254711222333, +254711222333"
  })
  void anIdentityIsKeptWithAPlus(NumberStyle style, String written, String identity) {
    assertThat(style.incoming(written)).isEqualTo(identity);
  }

  @ParameterizedTest
  @CsvSource({
    "PLUS, +254711222333, +254711222333",
    "PLUS, 254711222333, +254711222333",
    "BARE, +254711222333, 254711222333",
    "BARE, 254711222333, 254711222333",
    "AS_IS, +254711222333, +254711222333",
    "AS_IS, 254711222333, 254711222333"
  })
  void aNumberGoesOutAsTheGatewayWritesIt(NumberStyle style, String identity, String written) {
    assertThat(outgoing(style, identity)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"22334", "123456", "+12345", "Bank", "0711222333", "1234567890123456", "+41 79"})
  void shortCodesAndNamesStayAsTheyAre(String identity) {
    for (NumberStyle style : NumberStyle.values()) {
      assertThat(style.incoming(identity)).isEqualTo(identity);
      assertThat(outgoing(style, identity)).isEqualTo(identity);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCameInGoesBackToTheSamePhone(NumberStyle style) {
    String identity = style.incoming("254711222333");

    assertThat(style.incoming(outgoing(style, identity))).isEqualTo(identity);
  }

  @Test
  void aNationalNumberIsWhatTheNumbersOfTheBackendSay() {
    Numbers numbers =
        new Numbers() {
          @Override
          public Connection uniform(Connection connection) {
            return connection;
          }

          @Override
          public String national(Connection connection) {
            return connection.toString().replace("gateway/+254", "0");
          }
        };

    assertThat(NumberStyle.NATIONAL.outgoing(Connection.of("gateway", "+254711222333"), numbers))
        .isEqualTo("0711222333");
    assertThat(NumberStyle.NATIONAL.incoming("0711222333")).isEqualTo("0711222333");
  }

  private static String outgoing(NumberStyle style, String identity) {
    return style.outgoing(Connection.of("gateway", identity), Numbers.AS_THEY_COME);
  }
}
