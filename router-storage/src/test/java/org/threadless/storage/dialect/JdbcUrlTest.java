package org.threadless.storage.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.config.Secret;
import org.threadless.storage.Database;
import org.threadless.storage.DatabaseException;
import org.threadless.storage.DatabaseSettings;

class JdbcUrlTest {

  @TempDir private Path folder;

  @Test
  void h2WritesEveryCommitAtOnceUnlessTheUrlSaysOtherwise() {
    assertThat(JdbcUrl.complete("jdbc:h2:file:./a")).contains(";WRITE_DELAY=0;");
    assertThat(JdbcUrl.complete("jdbc:h2:file:./a;write_delay=500"))
        .contains(";write_delay=500;")
        .doesNotContain("WRITE_DELAY=0");
  }

  @Test
  void postgresUrlsAreLeftAlone() {
    assertThat(JdbcUrl.complete("jdbc:postgresql://db/router?ssl=true"))
        .isEqualTo("jdbc:postgresql://db/router?ssl=true");
  }

  @Test
  void aUrlIsShownWithoutWhatMayBeAPassword() {
    assertThat(JdbcUrl.shown("jdbc:postgresql://u:pw@db/router?password=pw"))
        .isEqualTo("jdbc:postgresql://db/router");
    assertThat(JdbcUrl.shown("jdbc:h2:file:./a;PASSWORD=pw")).isEqualTo("jdbc:h2:file:./a");
  }

  @Test
  void aFailureToConnectIsOneLineWithoutThePassword() {
    DatabaseSettings settings =
        settings("jdbc:postgresql://127.0.0.1:1/router?password=hidden&connectTimeout=1");

    assertThatThrownBy(() -> Database.open(settings, InstantSource.system()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith(
            "the database jdbc:postgresql://127.0.0.1:1/router cannot be opened: ")
        .message()
        .doesNotContain("hidden")
        .doesNotContain("\n");
  }

  @Test
  void aWrongPasswordIsSaidSoWithoutIt() {
    DatabaseSettings right =
        new DatabaseSettings("jdbc:h2:file:" + folder.resolve("router"), "sa", null, null);
    Database.open(right, InstantSource.system()).close();

    assertThatThrownBy(
            () ->
                Database.check(new DatabaseSettings(right.url(), "sa", new Secret("hidden"), null)))
        .hasMessageEndingWith("cannot be opened: user or password is wrong");
  }

  @Test
  void h2InAFileGetsOneConnectionAndNoMore() {
    assertThat(settings("jdbc:h2:file:./router").poolSize()).isEqualTo(1);
    assertThat(settings("jdbc:postgresql://127.0.0.1/router").poolSize()).isEqualTo(10);
    assertThatThrownBy(() -> new DatabaseSettings("jdbc:h2:file:./router", null, null, 2))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("poolSize must be 1 with H2 in a file");
  }

  @Test
  void theFileOfAnEmbeddedH2IsKnown() {
    Path here = Path.of("").toAbsolutePath();
    assertThat(JdbcUrl.file("jdbc:h2:file:/var/data/router;A=b"))
        .contains(Path.of("/var/data/router.mv.db"));
    assertThat(JdbcUrl.file("jdbc:h2:./data/a")).contains(here.resolve("./data/a.mv.db"));
    assertThat(JdbcUrl.file("jdbc:h2:file:~/a"))
        .contains(Path.of(System.getProperty("user.home"), "a.mv.db"));
    assertThat(JdbcUrl.file("jdbc:h2:mem:x")).isEmpty();
    assertThat(JdbcUrl.file("jdbc:h2:tcp://host/x")).isEmpty();
    assertThat(JdbcUrl.file("jdbc:h2:file:nio:/x")).isEmpty();
    assertThat(JdbcUrl.file("jdbc:h2:zip:x.zip!/x")).isEmpty();
    assertThat(JdbcUrl.file("jdbc:postgresql://host/x")).isEmpty();
  }

  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, null, null, null);
  }
}
