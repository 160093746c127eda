package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResendCommandTest {

  private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

  @TempDir Path temp;
  private Path trouble;
  private Path journal;
  private String url;
  private String config;

  @BeforeEach
  void configure() {
    trouble = temp.resolve("trouble.txt");
    journal = temp.resolve("journal.txt");
    url = "jdbc:h2:file:" + temp.resolve("db");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: '%s'}
                apps: [greeter]
                backends: {one: {engine: journal, file: '%s', trouble: '%s'}}
                """
                    .formatted(url, journal, trouble));
  }

  @Test
  void whatHasFailedIsSentAgainInItsOrderWhenTheCauseIsMended() throws Exception {
    fail("1", "no credit");
    fail("1", "no credit");
    Files.delete(trouble);

    CommandResult ran =
        CommandResult.router(
            "resend", config, "--failed", "--backend", "one", "--since", "2026-01-01");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines())
        .containsExactly("to be sent again: 2", "sent: 2, failed again: 0, wait: 0");
    assertThat(ran.exitCode()).isZero();
    assertThat(Files.readAllLines(journal).stream().filter(line -> line.contains("sent")))
        .containsExactly("one sent Hello from greeter 1", "one sent Hello from greeter 1");
    assertThat(CommandResult.router("resend", config, "--failed").outLines())
        .containsExactly("to be sent again: 0", "sent: 0, failed again: 0, wait: 0");
  }

  @Test
  void whatWouldBeSentAgainIsListedWithTheReasonAndNotSent() throws Exception {
    fail("1", "no credit");

    CommandResult ran = CommandResult.router("resend", config, "--failed", "--dry-run");

    assertThat(ran.outLines()).hasSize(2);
    assertThat(ran.outLines().get(0)).matches("[0-9a-f-]{36} .*no credit.*");
    assertThat(ran.outLines().get(1)).isEqualTo("to be sent again: 1");
    assertThat(ran.exitCode()).isZero();
    assertThat(CommandResult.router("resend", config, "--failed", "--dry-run").outLines())
        .hasSize(2);
  }

  @Test
  void whatFailsAgainIsCountedWithItsReason() throws Exception {
    fail("1", "no credit");
    fail("2", "no credit");
    Files.writeString(trouble, "wrong number");

    CommandResult ran = CommandResult.router("resend", config, "--failed");

    assertThat(ran.outLines())
        .containsExactly(
            "to be sent again: 2",
            "sent: 0, failed again: 2, wait: 0",
            "  2 failed again: wrong number");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsToBeTriedAgainLaterIsNotWaitedFor() throws Exception {
    fail("1", "no credit");
    Files.writeString(trouble, "busy now");

    CommandResult ran = CommandResult.router("resend", config, "--failed");

    assertThat(ran.outLines())
        .containsExactly(
            "to be sent again: 1",
            "sent: 0, failed again: 0, wait: 1",
            "  1 wait, to be tried again: busy now");
    assertThat(ran.exitCode()).as("it is stored").isZero();
  }

  @Test
  void oneMessageIsChosenByItsId() throws Exception {
    fail("1", "no credit");
    fail("2", "no credit");
    Files.delete(trouble);

    assertThat(CommandResult.router("resend", config, failedId()).outLines())
        .containsExactly("to be sent again: 1", "sent: 1, failed again: 0, wait: 0");
  }

  @Test
  void aMessageThatHasNotFailedIsNotSentAgain() {
    String line = CommandResult.router("incoming", config, "one", "1", "hello").outLines().get(1);

    CommandResult ran = CommandResult.router("resend", config, line.split(" ", 2)[1]);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly("MESSAGE-ID is not that of an outgoing message that has failed");
  }

  private void fail(String identity, String reason) throws IOException {
    Files.writeString(trouble, reason);
    CommandResult.router("incoming", config, "one", identity, "hello");
  }

  private String failedId() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url + OPTIONS, "", "");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id FROM message WHERE status = 'FAILED' ORDER BY id")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
