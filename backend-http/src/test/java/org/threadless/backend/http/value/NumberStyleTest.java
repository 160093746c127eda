package org.threadless.backend.http.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(style.outgoing(identity)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"22334", "123456", "+12345", "Bank", "0711222333", "1234567890123456", "+41 79"})
  void shortCodesAndNamesStayAsTheyAre(String identity) {
    for (NumberStyle style : NumberStyle.values()) {
      assertThat(style.incoming(identity)).isEqualTo(identity);
      assertThat(style.outgoing(identity)).isEqualTo(identity);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCameInGoesBackToTheSamePhone(NumberStyle style) {
    String identity = style.incoming("254711222333");

    assertThat(style.incoming(style.outgoing(identity))).isEqualTo(identity);
  }
}
