package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @Test
  void whatIsDecodedIsTakenWhateverItSays() {
    assertThat(
            new Arguments(
                    List.of("incoming", "caf\u00E9 ? \uD83D\uDE00"),
                    StandardCharsets.UTF_8,
                    Optional.empty())
                .damage())
        .isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8AreToldOf() {
    assertThat(
            new Arguments(List.of("check", "caf\uFFFD"), StandardCharsets.UTF_8, Optional.empty())
                .damage())
        .contains("argument 2 is not text in UTF-8");
  }

  @Test
  void aCharsetThatLacksACharacterIsNamed() {
    assertThat(
            new Arguments(List.of("caf\uFFFD"), StandardCharsets.US_ASCII, Optional.empty())
                .damage())
        .contains(
            "argument 1 has characters that Java cannot read here, since the system's charset is"
                + " US-ASCII; it can where that is UTF-8");
  }

  @Test
  void aQuestionMarkForACharacterThatWindowsCouldNotPassOnIsFoundByWhatWasTyped() {
    List<String> decoded = List.of("incoming", "caf? caf\u00E9");

    assertThat(new Arguments(decoded, WINDOWS, Optional.of("incoming \"caf? caf\u00E9\"")).damage())
        .isEmpty();
    assertThat(
            new Arguments(decoded, WINDOWS, Optional.of("incoming \"caf\u0117 caf\u00E9\""))
                .damage())
        .hasValueSatisfying(
            line ->
                assertThat(line).startsWith("an argument has characters").contains("windows-1252"));
  }

  @Test
  void aDamagedArgumentStopsEveryCommandWithOneLine() {
    CommandResult ran =
        CommandResult.router("incoming", "tester", "1", "caf\uFFFD", "--config=nowhere.yml");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.errLines()).singleElement().asString().startsWith("argument 4 ");
  }
}
