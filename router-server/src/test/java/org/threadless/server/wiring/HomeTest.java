package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Secret;
import org.threadless.storage.pool.DatabaseSettings;

class HomeTest {

  private static final Path FOLDER = Path.of("unzipped").toAbsolutePath();

  private final Home home = new Home(FOLDER);

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:./data/router, jdbc:h2:file:, data/router, ''",
    "jdbc:h2:file:data/router, jdbc:h2:file:, data/router, ''",
    "jdbc:h2:./data/router, jdbc:h2:, data/router, ''",
    "jdbc:h2:data, jdbc:h2:, data, ''",
    "jdbc:h2:../data, jdbc:h2:, ../data, ''",
    "jdbc:h2:./my data/a.b-c, jdbc:h2:, my data/a.b-c, ''",
    "jdbc:h2:./a:b/c, jdbc:h2:, a:b/c, ''",
    "jdbc:h2:file:./data;MODE=PostgreSQL, jdbc:h2:file:, data, ;MODE=PostgreSQL",
    "jdbc:h2:./data;INIT=RUNSCRIPT FROM './x', jdbc:h2:, data, ;INIT=RUNSCRIPT FROM './x'"
  })
  void aRelativeFileStartsFromTheHomeFolder(
      String url, String prefix, String file, String parameters) {
    assertThat(home.resolve(url)).isEqualTo(prefix + FOLDER.resolve(file).normalize() + parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:~/data",
        "jdbc:h2:file:~/data;MODE=PostgreSQL",
        "jdbc:h2:mem:",
        "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1",
        "jdbc:h2:tcp://localhost/./data",
        "jdbc:h2:ssl://localhost/./data",
        "jdbc:h2:zip:./data.zip!/data",
        "jdbc:h2:file:C:/data/router",
        "jdbc:h2:C:\\data\\router;MODE=PostgreSQL",
        "jdbc:h2:c:/data",
        "jdbc:postgresql://localhost/./data",
        "jdbc:postgresql:data"
      })
  void everythingElseIsLeftAlone(String url) {
    assertThat(home.resolve(url)).isEqualTo(url);
  }

  @Test
  void anAbsoluteFileStaysWhereItIs() {
    String url = "jdbc:h2:file:" + Path.of("other").toAbsolutePath();

    assertThat(home.resolve(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"un;zipped", "un\\zipped"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has the backslash between folders")
  void aFolderWhosePathH2WouldNotTakeAsItIsIsToldOf(String folder) {
    Home odd = new Home(Path.of(folder));

    assertThatThrownBy(() -> odd.resolve("jdbc:h2:./data/router"))
        .isInstanceOf(WiringException.class)
        .hasMessageContaining(Path.of(folder).toAbsolutePath().toString())
        .hasMessageContaining("database.url");
    assertThat(odd.resolve("jdbc:h2:mem:test")).isEqualTo("jdbc:h2:mem:test");
    assertThat(odd.resolve("jdbc:h2:/data/router")).isEqualTo("jdbc:h2:/data/router");
  }

  @Test
  void aNameThatNoFileCanHaveIsToldOf() {
    assertThatThrownBy(() -> home.resolve("jdbc:h2:./a\0b"))
        .isInstanceOf(WiringException.class)
        .hasMessageStartingWith("database.url names a file");
  }

  @Test
  void theHomeFolderItselfMayBeRelative() {
    assertThat(new Home(Path.of("")).folder()).isEqualTo(Path.of("").toAbsolutePath());
    assertThat(new Home(Path.of("a/../unzipped")).folder()).isEqualTo(FOLDER);
  }

  @Test
  void nothingButTheUrlChanges() {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:./data", "me", new Secret("hunter2"), 1);

    assertThat(home.resolved(settings))
        .isEqualTo(settings.withUrl("jdbc:h2:" + FOLDER.resolve("data")));
  }
}
