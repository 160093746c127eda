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
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;

class DialectTest {

  @TempDir private Path folder;

  @Test
  void h2WritesEveryCommitAtOnceUnlessTheUrlSaysOtherwise() {
    assertThat(Dialect.of("jdbc:h2:file:./a").completeUrl()).contains(";WRITE_DELAY=0;");
    assertThat(Dialect.of("jdbc:h2:file:./a;write_delay=500").completeUrl())
        .contains(";write_delay=500;")
        .doesNotContain("WRITE_DELAY=0");
  }

  @Test
  void postgresUrlsAreLeftAlone() {
    assertThat(Dialect.of("jdbc:postgresql://db/router?ssl=true").completeUrl())
        .isEqualTo("jdbc:postgresql://db/router?ssl=true");
  }

  @Test
  void aUrlIsShownWithoutWhatMayBeAPassword() {
    assertThat(Dialect.shown("jdbc:postgresql://u:pw@db/router?password=pw"))
        .isEqualTo("jdbc:postgresql://db/router");
    assertThat(Dialect.shown("jdbc:h2:file:./a;PASSWORD=pw")).isEqualTo("jdbc:h2:file:./a");
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
                OfflineDatabase.check(
                    new DatabaseSettings(right.url(), "sa", new Secret("hidden"), null)))
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
    assertThat(Dialect.of("jdbc:h2:file:/var/data/router;A=b").file())
        .contains(Path.of("/var/data/router.mv.db"));
    assertThat(Dialect.of("jdbc:h2:./data/a").file()).contains(here.resolve("./data/a.mv.db"));
    assertThat(Dialect.of("jdbc:h2:file:~/a").file())
        .contains(Path.of(System.getProperty("user.home"), "a.mv.db"));
    assertThat(Dialect.of("jdbc:h2:mem:x").file()).isEmpty();
    assertThat(Dialect.of("jdbc:h2:tcp://host/x").file()).isEmpty();
    assertThat(Dialect.of("jdbc:h2:file:nio:/x").file()).isEmpty();
    assertThat(Dialect.of("jdbc:h2:zip:x.zip!/x").file()).isEmpty();
    assertThat(Dialect.of("jdbc:postgresql://host/x").file()).isEmpty();
  }

  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, null, null, null);
  }
}
