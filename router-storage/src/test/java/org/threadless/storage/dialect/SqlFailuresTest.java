package org.threadless.storage.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class SqlFailuresTest {

  @Test
  void thePoolThatHasNoConnectionIsSaidToHaveNoneForWhatTheDatabaseSaidToIt() {
    SQLException refused =
        new SQLException(
            "Connection to db.example:5432 refused.",
            "08001",
            new ConnectException("Connection refused"));

    assertThat(
            SqlFailures.translate(
                new SQLTransientConnectionException(
                    "database - Connection is not available, request timed out after 1500ms",
                    refused)))
        .hasMessage(
            "the database cannot be used now: Connection to db.example:5432 refused.: Connection"
                + " refused");
  }

  @Test
  void whatTheSystemSaidOfTheFileIsSaidToo() {
    SQLException full =
        new SQLException(
            "General error: \"Writing failed\"; SQL statement:\nINSERT INTO message [50000-240]",
            "58030",
            50000,
            new IllegalStateException(
                "Writing failed", new IOException("No space left on device")));

    assertThat(SqlFailures.translate(full))
        .hasMessage(
            "the database cannot be used now: its file cannot be used: No space left on device");
  }
}
