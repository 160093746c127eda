package org.threadless.backend.http.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1B65, \u20ac",
    "1, 4869, Hi",
    "3, e9, \u00e9",
    "6, d0, \u0430",
    "7, e0, \u05d0",
    "8, 041f0440d83dde00, \u041f\u0440\ud83d\ude00",
    // 3GPP: a class in the lower bits, message waiting, and the group of classes.
    "16, 00, @",
    "24, 0041, A",
    "200, 00, @",
    "224, 0041, A",
    "240, 00, @"
  })
  void aTextIsReadByItsCoding(int coding, String hex, String text) {
    assertThat(SmppText.of(HexFormat.of().parseHex(hex), coding).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "5", "13", "20", "32", "128", "245", "256", "-1"})
  void whatIsNoTextIsShownByteByByteAndKept(int coding) {
    assertThat(SmppText.of(new byte[] {0x41, (byte) 0xE9}, coding).text()).isEqualTo("A\u00e9");
    assertThat(SmppText.of(new byte[] {0x41, (byte) 0xE9}, coding).raw()).contains("A%E9");
  }
}
