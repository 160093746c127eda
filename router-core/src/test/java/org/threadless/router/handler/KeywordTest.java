package org.threadless.router.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "'\u200Fecho hi', hi",
    "'\uFEFFecho hi', hi",
    "'e\u00ADc\u200Bho hi', hi",
    "'echo\u2069 hi', hi",
    "'echo \u200Fhi\u200F', hi",
    "'\u00A0echo\u202Fhi', hi",
    "'echo hi \u00A0\u3000\u2007', hi",
    "'echo \u00A0 hi\u0085', hi",
    "'echo one\u00A0two', one\u00A0two",
    "'echo a\u200Db ', a\u200Db",
    "'echo \u2764\uFE0F ', \u2764\uFE0F",
    "'echo \u200F\u200E', ''"
  })
  void whatNobodySeesIsPassedOverAndEverySpaceIsABlank(String text, String rest) {
    assertThat(echo.rest(text)).contains(rest);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          "echo" hi,                hi
          \u201Cecho\u201D hi,      hi
          |\u201Cecho,\u201D hi|,   hi
          \u201Eecho\u201C hi,      hi
          \u00ABecho\u00BB hi,      hi
          \u00ABecho hi\u00BB,      hi\u00BB
          \u00AB\u00A0echo\u00A0\u00BB hi, \u00BB hi
          \u2018echo\u2019 hi,      hi
          'echo' hi,                hi
          'echo',                   ||
          echo "hi",                "hi"
          echo \u00ABhi\u00BB,      \u00ABhi\u00BB
          echo\u060C hi,            hi
          echo\uFF0Chi,             hi
          ECHO!,                    ||
          echo...,                  ||
          echo. hi,                 hi
          echo?! hi,                hi
          echo\u0964 hi,            hi
          \u201Cecho.\u201D hi,     hi
          echo -5,                  -5
          echo:-),                  -)
          echo \uD83D\uDE00,        \uD83D\uDE00
          """)
  void quotationMarksAndPunctuationAreNoPartOfTheKeyword(String text, String rest) {
    assertThat(echo.rest(text)).contains(rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo's",
        "echo\u2019s",
        "'echo's hi",
        "echo!hi",
        "echo..hi",
        "echo\uD83D\uDE00",
        "echo\u0301",
        "echo\u0301 hi",
        "(echo) hi",
        "echo\u00ABhi\u00BB",
        "echo_hi",
        "echo1",
        "\u200F",
        "\"\""
      })
  void aWordThatGoesOnIsAnother(String text) {
    assertThat(echo.rest(text)).isEmpty();
  }

  @Test
  void whatFollowsTheEndOfASentenceIsTheRest() {
    assertThat(new Keyword("stop").rest("Stop. Thank you")).contains("Thank you");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          caf\u00E9,          cafe\u0301 hi,            hi
          cafe\u0301,         CAF\u00C9 hi,             hi
          caf\u00E9,          CAFE\u0301,               ''
          caf\u00E9,          cafe\u0301 cre\u0300me,    cre\u0300me
          caf\u00E9,          cafe\u034F\u0301 hi,       hi
          \u1EAD,             a\u0302\u0323 hi,          hi
          \u0915\u093C,       \u0958 \u0915,             \u0915
          \uD55C\uAE00,       \u1112\u1161\u11AB\u1100\u1173\u11AF hi, hi
          ISTANBUL,          istanbul hi,             hi
          istanbul,          \u0130STANBUL hi,         hi
          istanbul,          \u0131stanbul hi,         hi
          stra\u00DFe,        STRASSE 1,               1
          stra\u00DFe,        STRA\u1E9EE 1,            1
          strasse,           stra\u00DFe 1,            1
          \u03C3\u03BF\u03C6\u03CC\u03C2, \u03A3\u039F\u03A6\u038C\u03A3 1, 1
          2,                 \u0662,                   ''
          """)
  void textAndKeywordAreComparedInOneFormAndInAnyCase(String keyword, String text, String rest) {
    assertThat(new Keyword(keyword).rest(text)).contains(rest);
  }

  @ParameterizedTest
  @CsvSource({"cafe, cafe\u0301", "s, \u00DF", "stras, stra\u00DFe", "e, e\u0323\u0301 hi"})
  void anAccentOrHalfALetterIsADifference(String keyword, String text) {
    assertThat(new Keyword(keyword).rest(text)).isEmpty();
  }

  @Test
  void latinCapitalsAreGreekOnesInATextWithGreekCapitals() {
    Keyword help = new Keyword("\u03B2\u03BF\u03B7\u03B8\u03B5\u03B9\u03B1|help");
    assertThat(help.rest("BOH\u0398EIA NAI")).contains("NAI");

    Keyword yes = new Keyword("\u03BD\u03B1\u03B9");
    assertThat(yes.rest("NAI, \u03A6I\u039BE")).contains("\u03A6I\u039BE");
    assertThat(yes.rest("NAI")).isEmpty();
    assertThat(yes.rest("nai \u03A6")).isEmpty();
    assertThat(yes.rest("NEI \u03A6")).isEmpty();
    assertThat(new Keyword("tax").rest("TAX \u03A6\u03A0\u0391")).contains("\u03A6\u03A0\u0391");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\u00A0",
        "\"",
        "\u201C",
        "'",
        "\u200F",
        "\uFE0F",
        "\u0301",
        "\u0301\u0323",
        "\u1161",
        ",",
        "!",
        "\u201D ",
        "a",
        "\u0391",
        "A\u0391 ",
        "\u0661",
        "\uD83D\uDE00",
        "\uD83D"
      })
  void noTextTakesLongerThanItsLengthAsksFor(String part) {
    String much = part.repeat(65_536 / part.length());
    String sorted = "\u0301".repeat(30_000) + "\u0323".repeat(30_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String text : List.of(much, "echo" + much, "echo " + much + "x", "e" + sorted)) {
            echo.rest(text);
            Folded.of(text).readings();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a|", "a| b", "a\u00A0", "\u200F", "\"a\""})
  void anEmptyWordOrOneWithBlanksOrAQuotationMarkIsRefused(String words) {
    assertThatThrownBy(() -> new Keyword(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a keyword must be a word without blanks around it");
  }
}
