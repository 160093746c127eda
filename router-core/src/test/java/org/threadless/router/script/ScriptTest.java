package org.threadless.router.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.Identity;

class ScriptTest {

  private static final Identity ALICE = new Identity("1112223333");

  @Test
  void aLineWithAGreaterSignComesIn() {
    assertThat(only("  1112223333  >  echo   hello  "))
        .isEqualTo(
            new ScriptLine.Says(
                1, "1112223333  >  echo   hello", ALICE, Optional.empty(), "echo   hello"));
  }

  @Test
  void aLineWithALessSignGoesOut() {
    assertThat(only("1112223333<hello"))
        .isEqualTo(new ScriptLine.Hears(1, "1112223333<hello", ALICE, "hello"));
  }

  @Test
  void aLineIsSplitAtTheFirstSignOfEitherKind() {
    assertThat(((ScriptLine.Says) only("a > b < c > d")).text()).isEqualTo("b < c > d");
    assertThat(((ScriptLine.Hears) only("a < b > c < d")).text()).isEqualTo("b > c < d");
  }

  @Test
  void aTextMayBeEmptyAndMayBeginWithAnEqualsSign() {
    assertThat(((ScriptLine.Says) only("a >")).text()).isEmpty();
    assertThat(((ScriptLine.Hears) only("a <")).text()).isEmpty();
    assertThat(((ScriptLine.Says) only("a >= b")).text()).isEqualTo("= b");
    assertThat(((ScriptLine.Hears) only("a < = b")).text()).isEqualTo("= b");
  }

  @Test
  void theTimeOfReceiptFollowsTheIdentityInUtc() {
    ScriptLine.Says line = (ScriptLine.Says) only("1112223333@202601311530 > ping");

    assertThat(line.identity()).isEqualTo(ALICE);
    assertThat(line.receivedAt()).contains(Instant.parse("2026-01-31T15:30:00Z"));
  }

  @Test
  void anIdentityMayHoldAnAtSign() {
    ScriptLine.Says line = (ScriptLine.Says) only("alice@example.org@202601311530 > ping");

    assertThat(line.identity()).isEqualTo(new Identity("alice@example.org"));
    assertThat(((ScriptLine.Says) only("alice@example.org > ping")).identity().value())
        .isEqualTo("alice@example.org");
  }

  @Test
  void segmentsAndStatusAreAskedForOnLinesOfTheirOwn() {
    assertThat(only("1112223333 <= 1 segment"))
        .isEqualTo(new ScriptLine.AtMost(1, "1112223333 <= 1 segment", ALICE, 1));
    assertThat(only("1112223333 <= 2 segments"))
        .isEqualTo(new ScriptLine.AtMost(1, "1112223333 <= 2 segments", ALICE, 2));
    assertThat(only("1112223333 is FILTERED"))
        .isEqualTo(new ScriptLine.HasStatus(1, "1112223333 is FILTERED", ALICE, "FILTERED"));
  }

  @Test
  void commentsAndEmptyLinesAreKeptToBeShownAndLinesCountFromOne() {
    Script script = Script.parse("# a > comment\n\n1 > ping\r\n  # another\n");

    assertThat(script.lines())
        .containsExactly(
            new ScriptLine.Note(1, "# a > comment"),
            new ScriptLine.Note(2, ""),
            new ScriptLine.Says(3, "1 > ping", new Identity("1"), Optional.empty(), "ping"),
            new ScriptLine.Note(4, "# another"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello                   | must be 'identity > text', 'identity < text' or a comment
          > hello                 | the identity must have 1 to 100 characters
          1@202613011530 > hello  | 202613011530 is not a time; it must be YYYYMMDDhhmm
          1@202602301530 > hello  | 202602301530 is not a time
          1 <= one segment        | after <= comes a number of segments
          1 is LOST               | LOST is not a status; it must be one of CANCELLED, DELIVERED,
          """)
  void aLineThatCannotBeReadIsToldWithItsNumber(String line, String problem) {
    assertThatThrownBy(() -> Script.parse("1 > ping\n\n" + line))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessageStartingWith("line 3: " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1%s", "1%sis%s", "1 is%sSENT%sx", "1 <= 1%sx", "1%s@%s"})
  void noLineTakesLongerThanItsLengthAsksFor(String line) {
    for (String part : List.of(" ", "\t", " is ", "@1", "1", "\u00A0")) {
      String script = "1 > ping\n" + line.replace("%s", part.repeat(65_536)) + "z";
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThatThrownBy(() -> Script.parse(script))
                  .isInstanceOf(ScriptSyntaxException.class));
    }
  }

  @Test
  void anIdentityMayHaveTheWordIsInIt() {
    assertThat(only("who is  it \t is  SENT"))
        .isEqualTo(
            new ScriptLine.HasStatus(
                1, "who is  it \t is  SENT", new Identity("who is  it"), "SENT"));
  }

  @Test
  void aScriptWithoutAMessageIsRefusedSinceItCouldNotFail() {
    assertThatThrownBy(() -> Script.parse("# nothing but this\n"))
        .isInstanceOf(ScriptSyntaxException.class)
        .hasMessage("line 1: the script has no message");
  }

  private static ScriptLine only(String line) {
    return Script.parse(line).lines().get(0);
  }
}
