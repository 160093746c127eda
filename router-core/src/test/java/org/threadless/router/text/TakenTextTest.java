package org.threadless.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenTextTest {

  @ParameterizedTest
  @CsvSource({
    "UTF-8,%D9%85,\u0645",
    "UTF-8,%EF%BB%BFx,x",
    "UTF-8,x%EF%BB%BF,x\uFEFF",
    "UTF-16BE,%FE%FF%06%45,\u0645",
    "UTF-16BE,%D8%3D%DE%00,\uD83D\uDE00",
    "ISO-8859-1,%E9%80,\u00e9\u0080",
    "windows-1252,%80,\u20AC"
  })
  void whatIsInItsCharsetIsReadAsItIs(String charset, String bytes, String text) {
    assertThat(TakenText.of(PercentCoding.decode(bytes), Charset.forName(charset)))
        .isEqualTo(TakenText.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8,%E9t%E9,\u00e9t\u00e9",
    "UTF-8,%D9%85%D9,\u0645\u00D9",
    "UTF-8,%80%81%8D%8F%90%9D,\u20AC\u0081\u008D\u008F\u0090\u009D",
    "UTF-8,%C0%80,\u00C0\u20AC",
    "UTF-8,%ED%A0%BD%ED%B8%80,\uD83D\uDE00",
    "UTF-8,%F0%9F%98%80%ED%A0%BD%ED%B8%80,\uD83D\uDE00\uD83D\uDE00",
    "UTF-8,%ED%A0%BD,\uFFFD",
    "UTF-8,a%00b,a\uFFFDb",
    "US-ASCII,%E9,\u00e9",
    "windows-1252,%81,\u0081",
    "UTF-16BE,%00A%D8%3D,A\uFFFD",
    "UTF-16BE,%06E%04,\u0645\uFFFD",
    "UTF-16BE,%00%00%00A,\uFFFDA"
  })
  void whatIsNotIsMendedAndItsBytesAreKept(String charset, String bytes, String text) {
    TakenText taken = TakenText.of(PercentCoding.decode(bytes), Charset.forName(charset));

    assertThat(taken.text()).isEqualTo(text);
    assertThat(taken.mends()).isNotEmpty();
    assertThat(PercentCoding.decode(taken.raw().orElseThrow()))
        .isEqualTo(PercentCoding.decode(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "%00%02Hi%1B%65%1B%3C,'@$Hi\u20AC[',true",
    "%1B%41,A,true",
    "%1B%1B,' ',true",
    "%7F%1C,\u00E0\u00C6,true",
    "x%1B,x\uFFFD,false",
    "%E9,\u00E9,false"
  })
  void septetsAreRead(String bytes, String text, boolean whole) {
    TakenText taken = TakenText.ofGsm7(PercentCoding.decode(bytes), List.of());

    assertThat(taken.text()).isEqualTo(text);
    assertThat(taken.mends().isEmpty()).isEqualTo(whole);
  }

  @Test
  void everyCharacterOfGsm7IsReadFromItsCode() {
    StringBuilder all = new StringBuilder();
    for (byte code = 0; code >= 0; code++) {
      if (code != 0x1B) {
        all.append(TakenText.ofGsm7(new byte[] {code}, List.of()).text());
      }
    }

    assertThat(all).hasToString(Gsm7.ALPHABET);
  }

  @Test
  void whateverBytesComeInWhateverCharsetAreAText() {
    Random random = new Random(42);
    for (Charset charset : Charset.availableCharsets().values()) {
      for (int i = 0; i < 50; i++) {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        String text = TakenText.of(bytes, charset).text();

        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as(charset.name()).isTrue();
        assertThat(text).doesNotContain("\0");
      }
    }
  }
}
