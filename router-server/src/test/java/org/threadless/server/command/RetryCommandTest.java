package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryCommandTest {

  private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

  @TempDir Path temp;
  private String url;
  private String config;

  @BeforeEach
  void configure() {
    url = "jdbc:h2:file:" + temp.resolve("db");
    config =
        new ConfigFolder(temp)
            .option(
                "database: {url: '"
                    + url
                    + "'}\napps: [{fragile: {file: '"
                    + temp.resolve("closed")
                    + "'}}, greeter]\nbackends: {one: {engine: journal, file: '"
                    + temp.resolve("journal.txt")
                    + "'}}");
  }

  @Test
  void messagesThatCouldNotBeRoutedAreRoutedAgainAndAnswered() throws Exception {
    makeErrored("1");
    makeErrored("2");

    CommandResult ran =
        CommandResult.router(
            "retry", config, "--errored", "--backend", "one", "--since", "2026-01-01");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).containsExactly("routed again: 2, with an error again: 0");
    assertThat(ran.exitCode()).isZero();
    assertThat(temp.resolve("journal.txt")).content().contains("one sent Hello from greeter 1");
    assertThat(CommandResult.router("retry", config, "--errored").outLines())
        .containsExactly("routed again: 0, with an error again: 0");
  }

  @Test
  void aMessageThatAnAppThrewAtIsRoutedAgainOnceTheAppIsMended() throws Exception {
    String id = makeThrown();

    CommandResult early = CommandResult.router("retry", config, "--errored");
    assertThat(early.outLines()).containsExactly("routed again: 0, with an error again: 1");
    assertThat(early.exitCode()).isEqualTo(1);

    Files.delete(temp.resolve("closed"));
    CommandResult ran = CommandResult.router("retry", config, id);
    assertThat(ran.outLines()).containsExactly("routed again: 1, with an error again: 0");
    assertThat(ran.exitCode()).isZero();
    assertThat(CommandResult.router("retry", config, "--errored").outLines())
        .containsExactly("routed again: 0, with an error again: 0");
  }

  @Test
  void whatWouldBeRoutedAgainIsListedWithoutItsText() throws Exception {
    String thrown = makeThrown();
    Files.delete(temp.resolve("closed"));
    String errored = makeErrored("2");

    CommandResult ran = CommandResult.router("retry", config, "--errored", "--dry-run");

    assertThat(ran.outLines()).hasSize(3);
    assertThat(ran.outLines().get(0))
        .matches(
            thrown
                + " one \\d{4}-\\d\\d-\\d\\dT\\S+Z app fragile in parse"
                + " java\\.lang\\.IllegalStateException: the clinic is closed");
    assertThat(ran.outLines().get(1)).startsWith(errored).endsWith(" not routed no licence");
    assertThat(ran.outLines().get(2)).isEqualTo("to be routed again: 2");
    assertThat(ran.out()).doesNotContain("hello");
    assertThat(ran.exitCode()).isZero();
    assertThat(CommandResult.router("retry", config, "--errored").outLines())
        .containsExactly("routed again: 2, with an error again: 0");
  }

  private String makeThrown() throws IOException {
    Files.createFile(temp.resolve("closed"));
    String line = CommandResult.router("incoming", config, "one", "1", "hello").outLines().get(1);
    return line.split(" ", 2)[1];
  }

  @Test
  void whatAnAppPutsOffIsToldAndNotWaitedFor() throws Exception {
    String tallying =
        new ConfigFolder(temp)
            .option(
                "database: {url: '"
                    + url
                    + "'}\napps: [tally]\nbackends: {one: {engine: journal, file: '"
                    + temp.resolve("journal.txt")
                    + "'}}");
    CommandResult put = CommandResult.router("incoming", tallying, "one", "1", "tally later");
    assertThat(put.outLines()).singleElement().asString().startsWith("QUEUED ");
    String id = put.outLines().get(0).split(" ", 2)[1];
    try (Connection connection = DriverManager.getConnection(url + OPTIONS, "", "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE message SET status = 'ERRORED' WHERE id = '" + id + "'");
      statement.execute("DELETE FROM waiting");
      statement.execute(
          "INSERT INTO message_error (message_id, app, phase, error, created_at) VALUES ('"
              + id
              + "', 'tally', 'handle', 'given up', CURRENT_TIMESTAMP)");
    }

    assertThat(CommandResult.router("retry", tallying, id).outLines())
        .containsExactly("routed again: 0, with an error again: 0, and put off by an app: 1");
    assertThat(CommandResult.router("message", tallying, id).outLines())
        .anyMatch(line -> line.contains("reason: app tally: not now"));
  }

  @Test
  void oneMessageIsChosenByItsId() throws Exception {
    String id = makeErrored("1");
    makeErrored("2");

    assertThat(CommandResult.router("retry", config, id).outLines())
        .containsExactly("routed again: 1, with an error again: 0");
  }

  @Test
  void aMessageThatIsNotErroredIsNotRoutedAgain() {
    String line = CommandResult.router("incoming", config, "one", "1", "hello").outLines().get(1);

    CommandResult ran = CommandResult.router("retry", config, line.split(" ", 2)[1]);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly(
            "MESSAGE-ID is not that of a message that could not be routed, or that an app threw"
                + " at");
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, , , MESSAGE-ID is not valid: nonsense",
    "--errored, --backend, my modem, --backend is not valid: a backend name is",
    "--errored, --backend, gone, --backend is not the name of a configured backend: gone; configured: one",
    "--errored, --since, yesterday, --since is not a time such as 2026-01-31"
  })
  void whatIsNotValidIsNamed(String first, String second, String third, String expected) {
    CommandResult ran =
        second == null
            ? CommandResult.router("retry", config, first)
            : CommandResult.router("retry", config, first, second, third);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().startsWith(expected);
  }

  /** Stores a message as if no app could have been made for it, and returns its id. */
  private String makeErrored(String identity) throws SQLException {
    String line =
        CommandResult.router("incoming", config, "one", identity, "hello").outLines().get(1);
    String id = line.split(" ", 2)[1];
    try (Connection connection = DriverManager.getConnection(url + OPTIONS, "", "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE message SET status = 'ERRORED' WHERE id = '" + id + "'");
      statement.execute(
          "INSERT INTO message_error (message_id, app, phase, error, created_at) VALUES ('"
              + id
              + "', '', '', 'no licence', CURRENT_TIMESTAMP)");
    }
    return id;
  }
}
