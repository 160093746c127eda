package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.threadless.browserrig.InChromium;
import org.threadless.router.text.Coding;
import org.threadless.router.text.Gsm7;
import org.threadless.router.text.Segments;

/** What the page counts while typing is what the router's core counts. */
@Tag("long")
@ExtendWith(InChromium.class)
@TestInstance(Lifecycle.PER_CLASS)
class SegmentsScriptTest {

  private static final String EMOJI = "\uD83D\uDE00";

  private final ChromeDriver browser;
  private Site site;

  SegmentsScriptTest(ChromeDriver browser) {
    this.browser = browser;
  }

  @BeforeAll
  void open() throws IOException {
    site = Site.start();
    browser.get(site.url("1/"));
  }

  @AfterAll
  void close() {
    browser.get("about:blank");
    site.close();
  }

  static List<String> texts() {
    return List.of(
        "",
        "hello",
        Gsm7.ALPHABET,
        Gsm7.EXTENSION,
        "a".repeat(160),
        "a".repeat(161),
        "a".repeat(306),
        "a".repeat(307),
        "{".repeat(80),
        "{".repeat(81),
        // An escape sequence that would stand across the border of two segments.
        "a".repeat(152) + "{" + "a".repeat(20),
        "\u00ea".repeat(70),
        "\u00ea".repeat(71),
        "\u00ea".repeat(134),
        "\u00ea".repeat(135),
        EMOJI.repeat(35),
        EMOJI.repeat(36),
        // A surrogate pair likewise.
        "\u00ea".repeat(66) + EMOJI + "\u00ea".repeat(10),
        "\u0645\u0631\u062D\u0628\u0627",
        "line\nline\r\nline",
        "\u20ac 5",
        "a\tb",
        "\u00e7 is not \u00c7",
        "\u001b",
        "x".repeat(1600));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void thePageCountsAsTheCoreDoes(String text) {
    assertSame(text);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyCharacterIsCountedAsTheCoreDoes(int first) {
    // By their numbers, since a script's source cannot hold every character.
    Object counted =
        browser.executeAsyncScript(
            SEGMENTS
                + "const of = (i) => { const s = count(String.fromCodePoint(arguments[0] + i));"
                + " return s.coding + s.units; };"
                + "done(Array.from({length: 256}, (_, i) => of(i)).join());",
            first,
            assets());

    assertThat(counted)
        .isEqualTo(
            IntStream.range(first, first + 256)
                .mapToObj(Character::toString)
                .map(Segments::of)
                .map(segments -> coding(segments.coding()) + segments.units())
                .collect(Collectors.joining(",")));
  }

  static List<Integer> blocks() {
    return List.of(0, 0x100, 0x300, 0x400, 0x2000, 0xFF00, 0x1F600);
  }

  private static final String SEGMENTS =
      "const done = arguments[arguments.length - 1];"
          + "const { segments: count } = await import(arguments[1]);";

  private void assertSame(String text) {
    Segments expected = Segments.of(text);
    @SuppressWarnings("unchecked")
    Map<String, Object> counted =
        (Map<String, Object>)
            browser.executeAsyncScript(SEGMENTS + "done(count(arguments[0]));", text, assets());

    assertThat(counted)
        .containsEntry("coding", coding(expected.coding()))
        .containsEntry("units", (long) expected.units())
        .containsEntry("count", (long) expected.count())
        .containsEntry("characters", (long) text.codePointCount(0, text.length()))
        .containsEntry("forcing", Gsm7.missing(text))
        .containsEntry("left", (long) left(expected));
  }

  private static int left(Segments segments) {
    Coding coding = segments.coding();
    if (segments.count() == 1) {
      return coding.unitsAlone() - segments.units();
    }
    String last = segments.parts().get(segments.count() - 1);
    return coding.unitsJoined() - Segments.of(last, coding).units();
  }

  private static String coding(Coding coding) {
    return coding == Coding.GSM_7 ? "GSM 03.38" : "UCS-2";
  }

  private String assets() {
    return (String)
        browser.executeScript(
            "return document.querySelector('script[type=module]').src.replace('phone.js', 'segments.js')");
  }
}
