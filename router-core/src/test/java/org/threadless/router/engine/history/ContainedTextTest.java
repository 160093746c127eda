package org.threadless.router.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainedTextTest {

  @ParameterizedTest
  @CsvSource({
    "stock, Out of STOCK in Kisumu",
    "OUT OF, out of stock",
    "100%, at 100% now",
    "a_b, see A_B",
    "\\, back\\slash",
    "straße, HAUPTSTRASSE 1",
    "STRASSE, Hauptstraße 1",
    "é, CAFE\u0301",
    "ΟΔΌΣ, η οδός",
    "I, \u0131",
    "مرحبا, \u200fمرحبا بكم",
    "👍, ok 👍"
  })
  void aTextThatHasThePartInAnyCaseIsFound(String part, String text) {
    assertThat(new ContainedText(part).isIn(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"100%, at 100 now", "%, hello", "a_b, axb", "_, hello", "\\, hello", "hello, hell o"})
  void noCharacterStandsForOthers(String part, String text) {
    assertThat(new ContainedText(part).isIn(text)).isFalse();
  }

  @Test
  void whatNoTextCouldHaveIsRefused() {
    assertThatThrownBy(() -> new ContainedText("a\u0000b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not hold the character U+0000");
    assertThatThrownBy(() -> new ContainedText("a\ud83db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be valid Unicode, and holds half a character");
    assertThatThrownBy(() -> new ContainedText(""))
        .hasMessage("must have 1 to 500 characters, and has 0");
    assertThatThrownBy(() -> new ContainedText("x".repeat(501)))
        .hasMessage("must have 1 to 500 characters, and has 501");
  }
}
