package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

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
                    + "'}\napps: [greeter]\nbackends: {one: {engine: journal, file: '"
                    + temp.resolve("journal.txt")
                    + "'}}");
  }

  @Test
  void messagesThatCouldNotBeRoutedAreRoutedAgainAndAnswered() throws Exception {
    makeErrored("1");
    makeErrored("2");

    Ran ran = Ran.router("retry", config, "--errored", "--backend", "one", "--since", "2026-01-01");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).containsExactly("routed again: 2, could not be routed again: 0");
    assertThat(ran.exitCode()).isZero();
    assertThat(temp.resolve("journal.txt")).content().contains("one sent Hello from greeter 1");
    assertThat(Ran.router("retry", config, "--errored").outLines())
        .containsExactly("routed again: 0, could not be routed again: 0");
  }

  @Test
  void oneMessageIsChosenByItsId() throws Exception {
    String id = makeErrored("1");
    makeErrored("2");

    assertThat(Ran.router("retry", config, id).outLines())
        .containsExactly("routed again: 1, could not be routed again: 0");
  }

  @Test
  void aMessageThatIsNotErroredIsNotRoutedAgain() {
    String line = Ran.router("incoming", config, "one", "1", "hello").outLines().get(1);

    Ran ran = Ran.router("retry", config, line.split(" ", 2)[1]);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly("MESSAGE-ID is not that of a message that could not be routed");
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, , , MESSAGE-ID is not valid: nonsense",
    "--errored, --backend, my modem, --backend is not valid: a backend name is",
    "--errored, --since, yesterday, --since is not a time such as 2026-01-31"
  })
  void whatIsNotValidIsNamed(String first, String second, String third, String expected) {
    Ran ran =
        second == null
            ? Ran.router("retry", config, first)
            : Ran.router("retry", config, first, second, third);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().startsWith(expected);
  }

  /** Stores a message as if no app could have been made for it, and returns its id. */
  private String makeErrored(String identity) throws SQLException {
    String line = Ran.router("incoming", config, "one", identity, "hello").outLines().get(1);
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
