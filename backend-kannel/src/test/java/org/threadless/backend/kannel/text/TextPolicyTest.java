package org.threadless.backend.kannel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.settings.KannelSettings.EncodeErrors;
import org.threadless.backend.kannel.settings.KannelSettings.TooLong;
import org.threadless.router.text.Coding;

class TextPolicyTest {

  private static final String EMOJI = "\uD83D\uDE00";

  private String charset;
  private Integer coding;
  private EncodeErrors errors;
  private Boolean transliterate;
  private Integer maxLength;
  private TooLong tooLong;

  @Test
  void aTextGetsTheCodingThatItNeeds() {
    assertThat(sent("a{b} \u00E9")).isEqualTo("a{b} \u00E9");
    assertThat(coded("a{b} \u00E9")).isEqualTo(Coding.GSM_7);
    assertThat(coded("na\u00EFve")).isEqualTo(Coding.UCS_2);
  }

  @Test
  void whatTheSettingsCannotCarryIsRefusedByName() {
    coding = 0;

    assertThat(refused("a\u0645" + EMOJI))
        .isEqualTo(
            "charset UTF-8 with coding 0 lacks characters of the text: U+0645, U+1F600; leave out"
                + " charset and coding, or set encode-errors");
  }

  @Test
  void whatTheSettingsCannotCarryIsLeftOutOrReplacedWhereTheySaySo() {
    coding = 0;
    errors = EncodeErrors.IGNORE;
    assertThat(sent("a\u0645b" + EMOJI)).isEqualTo("ab");
    errors = EncodeErrors.REPLACE;
    assertThat(sent("a\u0645b" + EMOJI)).isEqualTo("a?b?");
  }

  @Test
  void aCharsetMayLackWhatTheCodingHas() {
    charset = "ISO-8859-1";
    assertThat(refused("5 \u20AC")).contains("charset ISO-8859-1").contains("U+20AC");
    assertThat(sent("\u00E9")).isEqualTo("\u00E9");
  }

  @Test
  void lookAlikesAreMadePlainWhereThatSavesTheTextFromUcs2() {
    transliterate = true;

    assertThat(sent("\u201Cdon\u2019t\u201D \u2013 wait\u2026\u00A0ok"))
        .isEqualTo("\"don't\" - wait... ok");
    assertThat(sent("e\u0301")).as("two characters that GSM 7-bit has in one").isEqualTo("\u00E9");
    assertThat(sent("\u2019 \u0645")).as("UCS-2 it is anyway").isEqualTo("\u2019 \u0645");
  }

  @Test
  void lookAlikesStayAsTheyAreUnlessTheSettingsSaySo() {
    assertThat(sent("don\u2019t")).isEqualTo("don\u2019t");
  }

  @Test
  void aTextThatIsTooLongIsRefusedUnlessTheSettingsSayOtherwise() {
    maxLength = 2;
    String fits = "x".repeat(306);

    assertThat(sent(fits)).isEqualTo(fits);
    assertThat(refused(fits + "y")).isEqualTo("the text makes 3 segments; max-length is 2");
    tooLong = TooLong.CUT;
    assertThat(sent(fits + "y")).isEqualTo(fits);
    tooLong = TooLong.SEND;
    assertThat(sent(fits + "y")).isEqualTo(fits + "y");
  }

  @Test
  void byDefaultTenSegmentsAreSent() {
    assertThat(sent("x".repeat(1530))).hasSize(1530);
    assertThat(refused("x".repeat(1531))).contains("11 segments");
  }

  private String sent(String text) {
    return ((OutgoingText.Sendable) prepare(text)).text();
  }

  private Coding coded(String text) {
    return ((OutgoingText.Sendable) prepare(text)).coding();
  }

  private String refused(String text) {
    return ((OutgoingText.Unsendable) prepare(text)).reason();
  }

  private OutgoingText prepare(String text) {
    KannelSettings settings =
        new KannelSettings(
            null,
            null,
            charset,
            coding,
            errors,
            transliterate,
            maxLength,
            tooLong,
            null,
            Optional.empty(),
            Optional.empty(),
            null,
            Optional.empty(),
            null,
            null,
            null,
            null,
            null,
            Optional.empty(),
            null);
    return new TextPolicy(settings).prepare(text);
  }
}
