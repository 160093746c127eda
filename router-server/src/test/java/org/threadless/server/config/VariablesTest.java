package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Settings;

class VariablesTest {

  record Text(String a) {}

  record Port(Integer port) {
    Port {
      Settings.range("port", Settings.orElse(port, 1), 1, 1000);
    }
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "NAME",
          "value",
          "EMPTY",
          "",
          "NESTED",
          "${NAME}",
          "TRICKY",
          "'\": {x\n",
          "PORT",
          "0",
          "DAMAGED",
          "caf\uFFFD");

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp, ENVIRONMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ${NAME}              | value
          <${NAME}-${NAME}>    | <value-value>
          ${NAME:-other}       | value
          ${OTHER:-other}      | other
          ${OTHER:-a:-b}       | a:-b
          ${EMPTY:-other}      | other
          <${OTHER:-}>         | <>
          <${EMPTY}>           | <>
          ${NESTED}            | ${NAME}
          $${NAME}             | ${NAME}
          $$NAME $NAME 5$      | $$NAME $NAME 5$
          $${NAME              | ${NAME
          ${NAME}$${ $${NAME   | value${ ${NAME
          a } b ${NAME}        | a } b value
          """)
  void variablesAreReplaced(String written, String expected) {
    assertThat(folder.bind(Text.class, "a: \"" + written + "\"").valid().a()).isEqualTo(expected);
  }

  @Test
  void aVariableIsNotReadAsYaml() {
    assertThat(folder.bind(Text.class, "a: ${TRICKY}").valid().a()).isEqualTo("'\": {x\n");
  }

  @Test
  void aVariableThatIsNotSetIsAMistakeThatNamesIt() {
    TestFolder.Bound<Text> bound = folder.bind(Text.class, "\na: ${NO_SUCH} ${NAME} ${NOR_THIS}");
    assertThat(bound.lines())
        .containsExactly(
            "router.yml:2: a needs the environment variable NO_SUCH, which is not set",
            "router.yml:2: a needs the environment variable NOR_THIS, which is not set");
  }

  @Test
  void nothingElseIsSaidOfAValueWhoseVariableIsNotSet() {
    assertThat(folder.bind(Port.class, "port: ${NO_SUCH}").lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${}",
        "${a b}",
        "${env:NAME}",
        "${OTHER:-${NAME}}",
        "${-NAME}",
        "${ NAME }",
        "${NA-ME}",
        "${NAME ${NAME}"
      })
  void whatIsNotAReferenceIsAMistake(String written) {
    assertThat(folder.bind(Text.class, "a: '" + written + "'").lines())
        .containsExactly(
            "router.yml:1: a may have ${NAME} and ${NAME:-value} in it;"
                + " write $${ for a plain ${");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"${HOME", "x${", "${NAME} ${NAME", "$${NAME} ${hunter2", "${NAME:-hunter2"})
  void aReferenceThatIsNotClosedIsAMistakeAndTheValueIsNotShown(String written) {
    assertThat(folder.bind(Text.class, "a: '" + written + "'").lines())
        .containsExactly(
            "router.yml:1: a has a ${ without the } after it; write $${ for a plain ${");
  }

  @Test
  void aVariableThatIsNoTextInUtf8IsAMistakeThatNamesIt() {
    assertThat(folder.bind(Text.class, "a: ${DAMAGED}").lines())
        .containsExactly(
            "router.yml:1: a needs the environment variable DAMAGED, which is not text in UTF-8");
  }

  @Test
  void aMessageShowsTheReferenceAndNotTheValue() {
    assertThat(folder.bind(Port.class, "port: ${NAME}").lines())
        .containsExactly("router.yml:1: port must be a whole number, and is '${NAME}'");
    assertThat(folder.bind(Port.class, "port: ${PORT}").lines())
        .containsExactly("router.yml:1: port must be from 1 to 1000, and is ${PORT}");
  }
}
