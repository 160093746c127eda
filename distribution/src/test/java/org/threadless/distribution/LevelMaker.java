package org.threadless.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Makes the databases of this version that {@link UpgradeIT} starts later ones on. */
@EnabledIfEnvironmentVariable(
    named = "LEVEL",
    matches = "\\d+",
    disabledReason = "is for distribution/make-level")
class LevelMaker {

  private static final Pattern MESSAGE = Pattern.compile("\"id\":\"([^\"]+)\"");

  // Of each status that is hard to come by, one of those that are there.
  private static final String[] STATUSES = {
    status("IN", "HANDLED", "ERRORED", ""),
    status("IN", "HANDLED", "FILTERED", ""),
    status("OUT", "SENT", "FAILED", ", reason = 'no such number'"),
    status("OUT", "SENT", "DELIVERED", ""),
    "INSERT INTO failed_message SELECT id FROM message WHERE status = 'FAILED'",
    "INSERT INTO message_error (message_id, app, phase, error, created_at) SELECT id, 'echo',"
        + " 'handle', 'broken', updated_at FROM message WHERE status = 'ERRORED'",
    // Nobody knows when a later version is tested.
    "UPDATE dialog SET forgotten_at = TIMESTAMP WITH TIME ZONE '2099-01-01 00:00:00+00'"
  };

  @TempDir private Path folder;
  private final Path level =
      Checkout.file("distribution/src/test/resources/levels/" + System.getenv("LEVEL"));

  @Test
  void makeH2() throws Exception {
    Files.createDirectories(level);
    String url = "jdbc:h2:file:./data/router";
    LevelInstallation installation = LevelInstallation.in(folder, url, "");
    Files.writeString(level.resolve("token"), fill(installation));
    String file = "jdbc:h2:file:" + installation.distribution().file("data/router");
    changeStatuses(file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "");
    Files.deleteIfExists(level.resolve("h2.zip"));
    installation.run("backup", level.resolve("h2.zip").toString());
  }

  @Test
  void makePostgres() throws Exception {
    Files.createDirectories(level);
    String url = System.getenv("LEVEL_POSTGRES");
    String user = System.getenv("LEVEL_POSTGRES_USER");
    Files.writeString(
        level.resolve("token.postgres"), fill(LevelInstallation.in(folder, url, user)));
    changeStatuses(url, user);
    Process dump =
        Distribution.command(
                "pg_dump",
                "--inserts",
                "--no-owner",
                "--no-privileges",
                "--username=" + user,
                url.substring("jdbc:".length()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream in = dump.getInputStream();
        OutputStream out =
            new GZIPOutputStream(Files.newOutputStream(level.resolve("postgres.sql.gz")))) {
      in.transferTo(out);
    }
    if (dump.waitFor() != 0) {
      throw new IOException("pg_dump has failed");
    }
  }

  /** Returns the token of the program. */
  private static String fill(LevelInstallation installation) throws Exception {
    installation.run("user", "add", "anna", "--role", "admin", "--link");
    String token =
        installation.run("token", "add", "crm", "--may", "send,read,people,operate").out().get(0);
    installation.run(
        "contact",
        "add",
        "Amina Odhiambo",
        "--language",
        "sw",
        "--connection",
        "public:+254700000001",
        "--note",
        "village=Kisumu");
    installation.run("contact", "add", "Ben", "--connection", "dead:+254700000002");
    installation.run("group", "add", "Nurses");
    installation.run("group", "join", "Nurses", "Amina Odhiambo");
    installation.run("group", "join", "Nurses", "Ben");
    try (RouterProcess router = installation.distribution().serve()) {
      for (int i = 1; i <= 5; i++) {
        router.post(LevelInstallation.PAGE, "+254700000001", "echo visit " + i);
      }
      router.post(LevelInstallation.PAGE, "+254700000003", "stop");
      router.post(LevelInstallation.PAGE, LevelInstallation.ASKED, "register");
      call(
          router,
          token,
          "messages",
          "{\"backend\":\"dead\",\"to\":\"1\",\"text\":\"waits\",\"reference\":\"order-7\",\"valid-until\":\"2099-01-02T00:00:00Z\",\"callback-url\":\"https://hooks.example.org/told\"}");
      String later =
          "{\"backend\":\"public\",\"to\":\"1\",\"text\":\"%s\",\"at\":\"2099-01-01T00:00:00Z\"}";
      call(router, token, "messages", later.formatted("for later"));
      Matcher id = MESSAGE.matcher(call(router, token, "messages", later.formatted("taken back")));
      if (id.find()) {
        LevelInstallation.call(router, token, "DELETE", "messages/" + id.group(1), "");
      }
      broadcast(router, token, "Stock-out");
      Matcher held = MESSAGE.matcher(broadcast(router, token, "Held"));
      if (held.find()) {
        call(router, token, "broadcasts/" + held.group(1) + "/pause", "");
      }
      router.terminate();
    }
    return token;
  }

  private static String broadcast(RouterProcess router, String token, String title)
      throws Exception {
    return call(
        router,
        token,
        "broadcasts",
        "{\"title\":\"%s\",\"group\":\"Nurses\",\"text\":\"No AL until Friday.\"}"
            .formatted(title));
  }

  private static String call(RouterProcess router, String token, String path, String json)
      throws Exception {
    return LevelInstallation.call(router, token, "POST", path, json);
  }

  private static String status(String direction, String from, String to, String more) {
    return "UPDATE message SET status = '%s'%s WHERE id = (SELECT min(CAST(id AS VARCHAR))::uuid FROM message WHERE direction = '%s' AND status = '%s')"
        .formatted(to, more, direction, from);
  }

  private static void changeStatuses(String url, String user) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      for (String each : STATUSES) {
        statement.executeUpdate(each);
      }
      LevelTables.fill(connection);
      List<String> empty = LevelTables.empty(connection);
      if (!empty.isEmpty()) {
        throw new IllegalStateException("nothing is in " + empty);
      }
    }
  }
}
