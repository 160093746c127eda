package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testrig.Ports;

/**
 * Two nodes of two versions on one PostgreSQL. The older is this zip without the migrations that
 * are made after those of a kept level, so it knows nothing of what they add.
 */
class TwoVersionsIT {

  private static final int OLD = 37;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

  @TempDir private Path folder;

  private EmbeddedPostgres postgres;
  private LevelInstallation older;
  private LevelInstallation newer;
  private String token;

  @BeforeEach
  void unzip() throws Exception {
    Path level = Checkout.file("distribution/src/test/resources/levels/" + OLD).toAbsolutePath();
    postgres = EmbeddedPostgres.builder().setPort(Ports.free()).setPGStartupWait(PATIENCE).start();
    UpgradeIT.load(level.resolve("postgres.sql.gz"), postgres.getPostgresDatabase());
    token = Files.readString(level.resolve("token.postgres"));
    String url = postgres.getJdbcUrl("postgres", "postgres");
    older = LevelInstallation.in(Files.createDirectory(folder.resolve("old")), url, "postgres");
    newer = LevelInstallation.in(Files.createDirectory(folder.resolve("new")), url, "postgres");
    forgetMigrations(older.distribution().file("lib"));
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  private static void forgetMigrations(Path lib) throws IOException {
    Path jar;
    try (Stream<Path> jars = Files.list(lib)) {
      jar =
          jars.filter(each -> each.getFileName().toString().startsWith("router-storage-"))
              .findFirst()
              .orElseThrow();
    }
    try (FileSystem content = FileSystems.newFileSystem(jar)) {
      List<Path> migrations;
      try (Stream<Path> files = Files.list(content.getPath("org/threadless/storage/migrations"))) {
        migrations = files.toList();
      }
      for (Path each : migrations) {
        Matcher named = MIGRATION.matcher(each.getFileName().toString());
        if (named.matches() && Integer.parseInt(named.group(1)) > OLD) {
          Files.delete(each);
        }
      }
    }
  }

  @Test
  void bothServeAndTheNewerTakesOverFromTheOlderWhichDoesNotStartAgain() throws Exception {
    try (RouterProcess one = older.distribution().serve()) {
      assertThat(level()).isEqualTo(OLD);
      say(one, "before");

      try (RouterProcess two = newer.distribution().serve()) {
        assertThat(level()).isGreaterThan(OLD);
        for (int i = 0; i < 20; i++) {
          say(one, "older " + i);
          say(two, "newer " + i);
        }
        // What the older has asked, the newer goes on with, and the other way round.
        ask(one, two, "+254700000021", "Asha");
        ask(two, one, "+254700000022", "Baraka");
        // What waits at the older is everybody's.
        LevelInstallation.call(
            one,
            token,
            "POST",
            "messages",
            "{\"backend\":\"dead\",\"to\":\"77\",\"text\":\"left behind\"}");
        one.kill();

        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(get(two, "messages?backend=dead"))
                        .contains("left behind")
                        .contains("\"status\":\"QUEUED\""));
        await().atMost(PATIENCE).until(() -> count("SELECT count(*) FROM node") == 1);
        say(two, "after");
        assertThat(count("SELECT count(*) FROM message WHERE text LIKE 'older %'")).isEqualTo(20);
        assertThat(count("SELECT count(*) FROM message WHERE text LIKE 'newer %'")).isEqualTo(20);

        FinishedCommand again = older.distribution().run("serve");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).singleElement().asString().contains("newer");
        assertThat(two.terminate()).isZero();
      }
    }
  }

  private void ask(RouterProcess asking, RouterProcess answered, String phone, String name)
      throws Exception {
    assertThat(asking.post(LevelInstallation.PAGE, phone, "register").statusCode()).isEqualTo(200);
    assertThat(answered.post(LevelInstallation.PAGE, phone, name).statusCode()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(asking, "contacts")).contains(name));
  }

  private static void say(RouterProcess router, String text) throws Exception {
    assertThat(router.post(LevelInstallation.PAGE, "+254700000009", "echo " + text).statusCode())
        .isEqualTo(200);
  }

  private String get(RouterProcess router, String path) throws Exception {
    return LevelInstallation.call(router, token, "GET", path, "");
  }

  private int level() throws SQLException {
    return (int) count("SELECT max(CAST(version AS INTEGER)) FROM router_history WHERE success");
  }

  private long count(String query) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
