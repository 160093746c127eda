package org.threadless.router.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {

  private final Keyword echo = new Keyword("echo");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          'echo hello', hello
          'ECHO hello', hello
          '  echo hello', hello
          'echo,hello', hello
          'echo;hello', hello
          'echo: hello', hello
          'echo ,;: hello', hello
          'echo  two  words  ', 'two  words'
          'echo', ''
          'echo  ', ''
          'echo:', ''
          """)
  void theRestFollowsTheKeywordAndLosesTheBlanksAtItsEnds(String text, String rest) {
    assertThat(echo.rest(text)).contains(rest);
  }

  @Test
  void theRestMayHaveSeveralLines() {
    assertThat(echo.rest("echo\none\ntwo")).contains("one\ntwo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echohello", "echo-hello", "echo.hello", "an echo", "", " ", "ech"})
  void aKeywordIsAWholeWordAtTheBeginning(String text) {
    assertThat(echo.rest(text)).isEmpty();
  }

  @Test
  void oneOfSeveralKeywordsIsEnough() {
    Keyword register = new Keyword("register|reg|join");

    assertThat(register.rest("JOIN us")).contains("us");
    assertThat(register.rest("reg me")).contains("me");
    assertThat(register.rest("registered")).isEmpty();
  }

  @Test
  void anyCaseHoldsBeyondAscii() {
    assertThat(new Keyword("помощь").rest("ПОМОЩЬ 1")).contains("1");
  }

  @Test
  void aKeywordIsNoRegularExpression() {
    assertThat(new Keyword("a.b").rest("axb")).isEmpty();
    assertThat(new Keyword("a.b").rest("a.b c")).contains("c");
  }

  @Test
  void aLongTextFullOfBlanksTakesNoLongerThanItsLengthAsksFor() {
    String text = "echo a" + " ".repeat(60_000) + "b";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(echo.rest(text)).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|", "a| b"})
  void anEmptyWordOrOneWithBlanksIsRefused(String words) {
    assertThatThrownBy(() -> new Keyword(words)).isInstanceOf(IllegalArgumentException.class);
  }
}
