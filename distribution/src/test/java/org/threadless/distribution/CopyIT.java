package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.testrig.Ports;

/**
 * An installation with many messages, {@code -Dcopy.messages}, moves from H2 to PostgreSQL, and is
 * killed under way.
 */
@Tag("long")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CopyIT {

  private static final int MESSAGES = Integer.getInteger("copy.messages");
  private static final int CONNECTIONS = 10_000;
  private static final int LOT = 10_000;

  private static final Pattern PROGRESS = Pattern.compile("message: (\\d+) of \\d+ rows, .*");

  @TempDir private Path folder;
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    distribution.configure("port: 8000", "port: 0");
    // With the tables of an app.
    distribution.configure("  # - guard\n", "  - guard\n");
  }

  @Test
  void allMessagesAreEqualRowByRowThoughTheCopyWasKilledHalfWay() throws Exception {
    try (RouterProcess router = distribution.serve()) {
      router.post("/httptester/httptester-public/", "1112223333", "stop");
      router.terminate();
    }
    fill();
    try (EmbeddedPostgres postgres = start()) {
      String from = "jdbc:h2:file:" + distribution.file("data/router");
      distribution.configure(
          "url: jdbc:h2:file:./data/router",
          "url: " + postgres.getJdbcUrl("postgres", "postgres") + "\n  user: postgres");

      long killedAt = copyAndKill(from);

      assertThat(killedAt).isBetween(MESSAGES / 4L, MESSAGES - 1L);
      FinishedCommand early = distribution.run("serve");
      assertThat(early.exit()).isNotZero();
      assertThat(early.toString()).contains("run router copy again");
      long began = System.nanoTime();
      FinishedCommand copied = distribution.run("copy", "--from", from);
      System.out.printf(
          "copied and compared the rest of %d messages after a kill at %d in %d s%n",
          MESSAGES, killedAt, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));

      assertThat(copied.exit()).as("%s", copied.err()).isZero();
      assertThat(copied.out())
          .contains("message: " + (MESSAGES + 2) + " rows, the same")
          .contains("guard_stop: 1 row, the same");
      assertThat(count(postgres, "SELECT count(*) FROM message")).isEqualTo(MESSAGES + 2);
      assertThat(
              count(postgres, "SELECT count(*) FROM message WHERE text = 'visit " + MESSAGES + "'"))
          .isEqualTo(1);
      try (RouterProcess router = distribution.serve()) {
        assertThat(router.post("/httptester/httptester-public/", "2", "ping").statusCode())
            .isEqualTo(200);
        assertThat(router.get("/httptester/httptester-public/2/messages").body()).contains("pong");
      }
    }
  }

  /** Returns how many messages were copied when it was killed. */
  private long copyAndKill(String from) throws IOException, InterruptedException {
    Process process =
        Distribution.command(distribution.file("bin/router").toString(), "copy", "--from", from)
            .start();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        Matcher progress = PROGRESS.matcher(line);
        if (progress.matches() && Long.parseLong(progress.group(1)) > MESSAGES / 4) {
          process.destroyForcibly().waitFor();
          return Long.parseLong(progress.group(1));
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return -1;
  }

  private static EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(Ports.free())
        .setPGStartupWait(Duration.ofMinutes(2))
        .start();
  }

  private void fill() throws SQLException {
    String url =
        "jdbc:h2:file:"
            + distribution.file("data/router")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    String id = "CAST('01900000-0000-7000-%s-' || LPAD(CAST(%s AS VARCHAR), 12, '0') AS UUID)";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO connection SELECT %s, 'public', CAST(x AS VARCHAR), CURRENT_TIMESTAMP FROM system_range(0, %d) AS numbers (x)"
              .formatted(id.formatted("8001", "x"), CONNECTIONS - 1));
      // Not at once: H2 keeps what a transaction may have to undo.
      for (int done = 0; done < MESSAGES; done += LOT) {
        statement.execute(
            "INSERT INTO message (id, connection_id, backend, direction, status, text, created_at,"
                .concat(
                    " updated_at, app) SELECT %s, %s, 'public', 'IN', 'HANDLED', 'visit ' || x,")
                .concat(" CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'echo' FROM system_range(%d, %d)")
                .concat(" AS numbers (x)")
                .formatted(
                    id.formatted("8002", "x"),
                    id.formatted("8001", "MOD(x, " + CONNECTIONS + ")"),
                    done + 1,
                    done + LOT));
      }
    }
  }

  private static long count(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
