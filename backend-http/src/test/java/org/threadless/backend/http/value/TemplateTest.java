package org.threadless.backend.http.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static Optional<String> values(String name) {
    return Optional.ofNullable(Map.of("to", "1", "text", "{to}", "empty", "").get(name));
  }

  @Test
  void allPlacesAreFilled() {
    assertThat(Template.valueOf("{to}: {text}, {to}").fill(TemplateTest::values))
        .contains("1: {to}, 1");
  }

  @Test
  void aTextWithoutPlacesStaysAsItIs() {
    assertThat(Template.valueOf("").fill(TemplateTest::values)).contains("");
    assertThat(Template.valueOf("a } $1 \\ b").fill(TemplateTest::values)).contains("a } $1 \\ b");
  }

  @Test
  void aBackslashMakesABraceAPlainOne() {
    Template template = Template.valueOf("\\{to} {to}");

    assertThat(template.fill(TemplateTest::values)).contains("{to} 1");
    assertThat(template.names()).containsExactly("to");
  }

  @Test
  void anEmptyValueIsOne() {
    assertThat(Template.valueOf("a{empty}b").fill(TemplateTest::values)).contains("ab");
  }

  @Test
  void nothingIsWrittenWhereAValueIsAbsent() {
    assertThat(Template.valueOf("{to}{absent}").fill(TemplateTest::values)).isEmpty();
  }

  @Test
  void onlyValuesAreEncoded() {
    assertThat(
            Template.valueOf("{to}-{text}").fill(TemplateTest::values, value -> "<" + value + ">"))
        .contains("<1>-<{to}>");
  }

  @Test
  void theNamesOfThePlacesAreInTheirOrder() {
    assertThat(Template.valueOf("{z} {a:-b} {/m/0} {z}").names())
        .containsExactly("z", "a:-b", "/m/0");
  }

  @Test
  void theCharacterThatNoDatabaseTakesIsRefused() {
    assertThatThrownBy(() -> Template.valueOf("a\0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must not hold the character U+0000");
  }
}
