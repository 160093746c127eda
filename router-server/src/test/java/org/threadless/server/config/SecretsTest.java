package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.server.config.text.ConfigException;

class SecretsTest {

  record Careless(Secret password, List<Secret> others, Map<String, Secret> more) {
    Careless {
      if (password != null) {
        throw new InvalidSettingException("password", "is too short: " + password.reveal());
      }
      if (others != null) {
        throw new InvalidSettingException("others", "are odd: " + others.get(0).reveal());
      }
      if (more != null) {
        throw new IllegalArgumentException(more.get("key").reveal());
      }
    }
  }

  @TempDir Path temp;
  private TestFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new TestFolder(temp, Map.of("PASSWORD", "hunter2"));
  }

  @Test
  void aSecretIsInNoMessageOfAConstructor() {
    String yaml = "password: ${PASSWORD}\nothers: [hunter3]\nmore: {key: hunter4}";
    assertThat(folder.bind(Careless.class, yaml).lines())
        .containsExactlyInAnyOrder(
            "router.yml:1: password is too short: ***",
            "router.yml:2: others are odd: ***",
            "router.yml:1: cannot be used: IllegalArgumentException: ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: @hunter2",
        "password: a: hunter2",
        "password: \"hunter2\\q\"",
        "password: 'hunter2",
        "password: [hunter2",
        "password: hunter2\nhunter2\nx: y",
        "password: !hunter2!hunter2 x",
        "password: |hunter2",
        "? [hunter2]\n: x"
      })
  void aLineThatIsNotYamlIsNotQuoted(String yaml) {
    assertThatThrownBy(() -> folder.read(yaml).mistakes().throwIfAny())
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void aSecretInTheWrongPlaceOrShapeIsNotQuoted() {
    String yaml =
        """
        database: {password: [hunter2], pasword: hunter2}
        backends:
          a: {engine: kannel, password: hunter2}
          b: hunter2
        """;
    ConfigFile file = folder.read(yaml);
    RouterConfig.from(file, engine -> Optional.empty());
    assertThat(folder.linesOf(file.mistakes())).hasSize(3).noneMatch(x -> x.contains("hunter2"));
  }

  @Test
  void whatHasBeenReadDoesNotShowItsSecrets() {
    String yaml =
        """
        database: {password: hunter2}
        apps: [{default: {token: hunter2}}]
        backends: {a: {engine: kannel, password: hunter2}}
        """;
    ConfigFile file = folder.read(yaml);
    assertThat(file.root().toString()).doesNotContain("hunter2");
    RouterConfig config = RouterConfig.from(file, engine -> Optional.empty());
    assertThat(config.toString()).doesNotContain("hunter2").contains("***");
    assertThat(config.database().password().reveal()).isEqualTo("hunter2");
  }

  @Test
  void aValueThatIsNotASecretButFromTheEnvironmentIsNotShownEither() {
    ConfigFile file = folder.read("http: {port: '${PASSWORD}'}");
    RouterConfig.from(file, engine -> Optional.empty());
    ConfigException thrown =
        catchThrowableOfType(ConfigException.class, () -> file.mistakes().throwIfAny());
    assertThat(thrown)
        .hasMessageEndingWith("http.port must be a whole number, and is '${PASSWORD}'");
  }
}
