package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.testrig.Ports;

/** Today's zip starts on databases that versions before have made, and finds everything. */
class UpgradeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  // Level 37 was made when some of what is stored had no rows in it.
  private static final int FIRST_FULL = 41;

  private static EmbeddedPostgres postgres;

  // Each test has its own.
  private static int databases;

  @TempDir private Path folder;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.builder().setPort(Ports.free()).setPGStartupWait(PATIENCE).start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  static List<Path> levels() throws IOException {
    try (Stream<Path> levels =
        Files.list(Checkout.file("distribution/src/test/resources/levels"))) {
      return levels.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("levels")
  void everythingIsFoundOnH2(Path level) throws Exception {
    LevelInstallation installation = LevelInstallation.in(folder, "jdbc:h2:file:./data/router", "");
    installation.run("restore", level.resolve("h2.zip").toString());

    assertFound(installation, Files.readString(level.resolve("token")));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void everythingIsFoundOnPostgres(Path level) throws Exception {
    String database = loaded(level);
    LevelInstallation installation =
        LevelInstallation.in(folder, postgres.getJdbcUrl("postgres", database), "postgres");

    assertFound(installation, Files.readString(level.resolve("token.postgres")));
  }

  @ParameterizedTest
  @MethodSource("fullLevels")
  void someOfEverythingIsInThem(Path level) throws Exception {
    LevelInstallation installation = LevelInstallation.in(folder, "jdbc:h2:file:./data/router", "");
    installation.run("restore", level.resolve("h2.zip").toString());
    String url =
        "jdbc:h2:file:"
            + installation.distribution().file("data/router")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(LevelTables.empty(connection)).isEmpty();
    }
    try (Connection connection = postgres.getDatabase("postgres", loaded(level)).getConnection()) {
      assertThat(LevelTables.empty(connection)).isEmpty();
    }
  }

  static List<Path> fullLevels() throws IOException {
    return levels().stream()
        .filter(level -> Integer.parseInt(level.getFileName().toString()) >= FIRST_FULL)
        .toList();
  }

  /** Returns the name of a database of its own that the level's dump was loaded into. */
  private static String loaded(Path level) throws IOException, SQLException {
    databases++;
    String name = "level_" + databases;
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    load(level.resolve("postgres.sql.gz"), postgres.getDatabase("postgres", name));
    return name;
  }

  private static void assertFound(LevelInstallation installation, String token) throws Exception {
    try (RouterProcess router = installation.distribution().serve()) {
      for (String status :
          List.of(
              "HANDLED",
              "ERRORED",
              "FILTERED",
              "SENT",
              "DELIVERED",
              "FAILED",
              "CANCELLED",
              "QUEUED")) {
        assertThat(get(router, token, "messages?status=" + status))
            .as(status)
            .contains("\"status\":\"" + status + "\"");
      }
      assertThat(get(router, token, "messages?status=QUEUED")).contains("for later");
      // It may have been given up meanwhile.
      assertThat(get(router, token, "messages?backend=dead")).contains("waits");
      assertThat(get(router, token, "contacts")).contains("Amina Odhiambo", "Kisumu", "Ben");
      assertThat(get(router, token, "groups")).contains("Nurses");
      assertThat(router.get("/health/ready").body()).contains("callbacks").contains("127.0.0.1:9");
      // The dialog goes on.
      router.post(LevelInstallation.PAGE, LevelInstallation.ASKED, "Chichi");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(get(router, token, "contacts")).contains("Chichi"));
      // Who has said stop gets nothing.
      LevelInstallation.call(
          router,
          token,
          "POST",
          "messages",
          "{\"backend\":\"public\",\"to\":\"+254700000003\",\"text\":\"hello\"}");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(get(router, token, "messages?status=CANCELLED"))
                      .contains("+254700000003"));
      assertThat(router.terminate()).isZero();
    }
    assertThat(installation.run("user", "list").out()).anyMatch(line -> line.contains("anna"));
    assertThat(installation.run("broadcast", "list").out())
        .anyMatch(line -> line.contains("Stock-out"));
  }

  private static String get(RouterProcess router, String token, String path) throws Exception {
    return LevelInstallation.call(router, token, "GET", path, "");
  }

  // Without what is for psql alone.
  static void load(Path dump, DataSource database) throws IOException, SQLException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(dump));
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute(script.replaceAll("(?m)^\\\\(un)?restrict .*$", ""));
    }
  }
}
