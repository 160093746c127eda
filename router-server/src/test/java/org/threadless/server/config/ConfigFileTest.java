package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.server.config.text.ConfigException;

class ConfigFileTest {

  record Texts(String a, String b, String c, String d) {}

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp);
  }

  @Test
  void valuesStayAsTheyAreWritten() {
    assertThat(folder.bind(Texts.class, "a: 0123\nb: 1_000\nc: yes\nd: '1.50'").valid())
        .isEqualTo(new Texts("0123", "1_000", "yes", "1.50"));
  }

  @Test
  void nullIsAbsentUnlessItIsQuoted() {
    assertThat(folder.bind(Texts.class, "a: null\nb: ~\nc:\nd: 'null'").valid())
        .isEqualTo(new Texts(null, null, null, "null"));
  }

  @Test
  void anEmptyTextIsAText() {
    assertThat(folder.bind(Texts.class, "a: ''\nb: \"\"").valid())
        .isEqualTo(new Texts("", "", null, null));
  }

  @Test
  void aByteOrderMarkIsIgnored() {
    assertThat(folder.bind(Texts.class, "\uFEFFa: x").valid().a()).isEqualTo("x");
  }

  @Test
  void textsBeyondAsciiAreRead() {
    assertThat(folder.bind(Texts.class, "a: \uD83D\uDE00\nb: 'été'\nc: '&'").valid())
        .isEqualTo(new Texts("\uD83D\uDE00", "été", "&", null));
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> ConfigFile.read(Path.of("conf/no-such.yml"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(Path.of("conf/no-such.yml") + ": there is no such file");
  }

  @Test
  void aFolderIsNotAFile() {
    assertThatThrownBy(() -> ConfigFile.read(temp, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(temp + ": this is a folder, not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~"})
  void anEmptyFileIsRefused(String yaml) {
    assertThat(folder.failureOf(yaml)).containsExactly("router.yml:1: the file is empty");
  }

  @Test
  void aFileThatIsNotAMapIsRefused() {
    assertThat(folder.failureOf("- echo\n"))
        .containsExactly("router.yml:1: the file must be a map of settings, and is a list");
    assertThat(folder.failureOf("hello"))
        .containsExactly("router.yml:1: the file must be a map of settings, and is a single value");
  }

  @Test
  void bytesThatAreNotUtf8AreFoundOnTheirLine() {
    assertThat(folder.failureOf("a: x\nb: é\n".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("router.yml:2: the file must be UTF-8 text, and has other bytes here");
  }

  @Test
  void aControlCharacterIsFoundOnItsLine() {
    assertThat(folder.failureOf("a: x\nb: \u0007\n"))
        .containsExactly("router.yml:2: the control character U+0007 is not allowed here");
  }

  @Test
  void aSecondDocumentIsRefused() {
    assertThat(folder.failureOf("a: x\n---\nb: y\n"))
        .containsExactly(
            "router.yml:3: a second document starts here; the file must have only one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: x\\nb: y: z   | 2 | ': ' is not allowed here
          a: x\\n b: y     | 2 | ': ' is not allowed here
          a: x\\n\\tb: y   | 2 | a tab is not allowed here
          a: x\\nb: @y     | 2 | must be in quotes
          a: x\\nb: %y     | 2 | must be in quotes
          a: x\\nb\\nc: y  | 2 | a key and a ':' were expected here
          a: x\\nb: 'y\\nc: z\\n | 2 | a quote is opened here and not closed
          a: x\\nb: "\\q"  | 2 | a \\ is not allowed here
          a: [x\\nb: y     | 2 | this is not YAML
          a: x\\n- y       | 2 | this is not YAML
          ? [a]\\n: y      | 1 | this is not YAML
          """)
  void aSyntaxErrorIsOneLineThatSaysWhere(String yaml, int line, String problem) {
    assertThat(folder.failureOf(yaml.replace("\\n", "\n").replace("\\t", "\t")))
        .singleElement()
        .asString()
        .startsWith("router.yml:" + line + ": ")
        .contains(problem)
        .hasLineCount(1);
  }

  @Test
  void deepNestingIsASyntaxErrorAndNotAStackOverflow() {
    assertThat(folder.failureOf("a: " + "[".repeat(50_000)))
        .singleElement()
        .asString()
        .contains("this is not YAML");
  }

  @Test
  void aKeyThatIsThereTwiceIsAMistakeThatNamesBothLines() {
    ConfigFile file = folder.read("http:\n  port: 1\n  host: x\n  port: 2\n");
    assertThat(folder.linesOf(file.mistakes()))
        .containsExactly("router.yml:4: http.port is there twice; it is on line 2 too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&hidden", "*hidden", "!hidden", "&hid den", "!hid den", "!!str x"})
  void aValueThatYamlWouldReadAsSomethingElseMustBeInQuotes(String value) {
    ConfigFile file = folder.read("a: x\npassword: " + value + "\nc: y\n");
    assertThat(folder.linesOf(file.mistakes()))
        .containsExactly(
            "router.yml:2: password must be in quotes, because it starts with & * or !");
  }

  @Test
  void aValueInQuotesMayStartWithAnything() {
    assertThat(folder.bind(Texts.class, "a: '&x'\nb: \"*x\"\nc: '!x'\nd: '@x'").valid())
        .isEqualTo(new Texts("&x", "*x", "!x", "@x"));
  }

  @Test
  void mistakesFoundBeforeASyntaxErrorAreReportedWithIt() {
    assertThat(folder.failureOf("a: x\na: y\nb: @\n"))
        .hasSize(2)
        .first()
        .isEqualTo("router.yml:2: a is there twice; it is on line 1 too");
  }
}
