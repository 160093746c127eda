package org.threadless.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  private static final String EMOJI = "\uD83D\uDE00";

  @Test
  void theAlphabetHas127CharactersOfOneSeptetAnd10OfTwo() {
    assertThat(Gsm7.ALPHABET).hasSize(127);
    assertThat(Gsm7.ALPHABET.chars().distinct()).hasSize(127);
    assertThat(Gsm7.ALPHABET.codePoints()).allMatch(each -> Gsm7.septets(each) == 1);
    assertThat(Gsm7.EXTENSION.codePoints().distinct()).hasSize(10);
    assertThat(Gsm7.EXTENSION.codePoints()).allMatch(each -> Gsm7.septets(each) == 2);
  }

  @ParameterizedTest
  @CsvSource({"@,0", "$,2", "_,0x11", "A,0x41", "z,0x7A", "0,0x30", "?,0x3F", "'&',0x26"})
  void aCharacterBeforeTheEscapeIsAtTheIndexOfItsCodeAndOneAfterItOneEarlier(
      String character, String code) {
    int expected = Integer.decode(code);

    assertThat(Gsm7.ALPHABET.indexOf(character))
        .isEqualTo(expected > 0x1B ? expected - 1 : expected);
  }

  @Test
  void aTextOfTheAlphabetIsCarriedInGsm7AndAnyOtherInUcs2() {
    assertThat(Segments.of(Gsm7.ALPHABET + Gsm7.EXTENSION).coding()).isEqualTo(Coding.GSM_7);
    assertThat(Segments.of("na\u00EFve").coding()).isEqualTo(Coding.UCS_2);
    assertThat(Segments.of("\u00E7a").coding()).as("a small c cedilla").isEqualTo(Coding.UCS_2);
    assertThat(Segments.of(EMOJI).coding()).isEqualTo(Coding.UCS_2);
  }

  @Test
  void theCharactersThatForceUcs2AreNamedOnceInTheirOrder() {
    assertThat(Gsm7.missing("a\u2019b" + EMOJI + "\u2019\u20AC")).containsExactly("\u2019", EMOJI);
    assertThat(Gsm7.missing(Gsm7.ALPHABET + Gsm7.EXTENSION)).isEmpty();
  }

  @Test
  void anEmptyTextIsOneSegment() {
    assertThat(Segments.of("")).isEqualTo(new Segments(Coding.GSM_7, 0, List.of("")));
  }

  @ParameterizedTest
  @CsvSource({"a,160,1", "a,161,2", "a,306,2", "a,307,3", "\u20AC,80,1", "\u20AC,81,2"})
  void gsm7HoldsAHundredAndSixtySeptetsAloneAndAHundredAndFiftyThreeInEachOfSeveral(
      String character, int times, int segments) {
    assertThat(Segments.of(character.repeat(times)).count()).isEqualTo(segments);
  }

  @ParameterizedTest
  @CsvSource({"\u0645,70,1", "\u0645,71,2", "\u0645,134,2", "\u0645,135,3", "\uD83D\uDE00,35,1"})
  void ucs2HoldsSeventyUnitsAloneAndSixtySevenInEachOfSeveral(
      String character, int times, int segments) {
    assertThat(Segments.of(character.repeat(times)).count()).isEqualTo(segments);
  }

  @Test
  void extensionCharactersAndEmojiCountTwo() {
    assertThat(Segments.of("a{b}").units()).isEqualTo(6);
    assertThat(Segments.of("a" + EMOJI).units()).isEqualTo(3);
  }

  @Test
  void anEscapeSequenceIsNotSplit() {
    Segments segments = Segments.of("a".repeat(152) + "{" + "b".repeat(20));

    assertThat(segments.parts()).containsExactly("a".repeat(152), "{" + "b".repeat(20));
  }

  @Test
  void aSurrogatePairIsNotSplit() {
    Segments segments = Segments.of("\u0645".repeat(66) + EMOJI + "\u0645".repeat(10));

    assertThat(segments.parts()).containsExactly("\u0645".repeat(66), EMOJI + "\u0645".repeat(10));
  }

  @Test
  void whatIsNotSplitMayCostASegment() {
    String text = ("a".repeat(152) + "{").repeat(3);

    assertThat(Segments.of(text).units()).isEqualTo(462);
    assertThat(Segments.of(text).parts()).hasSize(4);
    assertThat(String.join("", Segments.of(text).parts())).isEqualTo(text);
  }

  @Test
  void theFirstSegmentsHoldAsMuchAsFits() {
    Segments long7 = Segments.of("a".repeat(400));
    Segments pairs = Segments.of(EMOJI.repeat(100));

    assertThat(long7.first(3)).isEqualTo("a".repeat(400));
    assertThat(long7.first(2)).isEqualTo("a".repeat(306));
    assertThat(long7.first(1)).isEqualTo("a".repeat(160));
    assertThat(pairs.first(1)).isEqualTo(EMOJI.repeat(35));
    assertThat(pairs.first(2)).isEqualTo(EMOJI.repeat(66));
  }

  @Test
  void inGsm7ACharacterThatItLacksCountsAsTheQuestionMarkThatGatewaysPutInItsPlace() {
    assertThat(Segments.of("\u0645".repeat(160), Coding.GSM_7).count()).isEqualTo(1);
    assertThat(Segments.of("a", Coding.UCS_2))
        .isEqualTo(new Segments(Coding.UCS_2, 1, List.of("a")));
  }
}
