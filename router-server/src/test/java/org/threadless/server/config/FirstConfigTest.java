package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.server.config.text.ConfigException;

class FirstConfigTest {

  @TempDir private Path temp;

  private Path template;

  @BeforeEach
  void ship() throws IOException {
    template = Files.writeString(temp.resolve("template.yml"), "apps: [echo]\n");
  }

  @Test
  void theFirstUseMakesTheFileAndItsFolder() throws IOException {
    Path file = temp.resolve("home/conf/router.yml");

    assertThat(new FirstConfig(file, template).make()).isTrue();

    assertThat(file).hasContent("apps: [echo]");
    try (var made = Files.list(file.getParent())) {
      assertThat(made).containsExactly(file);
    }
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    Path file = Files.writeString(temp.resolve("router.yml"), "apps: []\n");

    assertThat(new FirstConfig(file, template).make()).isFalse();

    assertThat(file).hasContent("apps: []");
  }

  @Test
  void withoutATemplateNothingIsMade() {
    Path file = temp.resolve("router.yml");

    assertThat(new FirstConfig(file, temp.resolve("nowhere.yml")).make()).isFalse();

    assertThat(file).doesNotExist();
  }

  @Test
  void whereItCannotBeMadeOneLineSaysWhatToDo() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "no folder").resolve("router.yml");

    assertThatThrownBy(() -> new FirstConfig(file, template).make())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + ": there is no such file, and it cannot be made: ")
        .hasMessageEndingWith("; name another one with --config");
  }
}
