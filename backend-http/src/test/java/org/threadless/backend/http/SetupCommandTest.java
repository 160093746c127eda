package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told to enter at the provider. */
class SetupCommandTest {

  private static final String PRESET =
      """
      settings:
        account: {}
        token: {secret: true}
      incoming: {identity: from, text: text}
      outgoing: {url: "https://example.org/{account}/{token}", form: {to: "{to}"}}
      help: |
        Numbers > {account} > URL: {incoming-url}
        Reports: {report-url}, with \\{"token": "{token}"}
      confirmed: its documentation
      """;

  @TempDir private Path folder;

  @Test
  void theUrlsAreFilledInAndSecretsAreNot() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET,
        "preset: ours",
        "account: my-account",
        "token: hunter2",
        "secret: hunter3",
        "public-url: https://sms.example.org/");

    HttpCommand setup = HttpCommand.run(folder, "setup");

    assertThat(setup.err()).isEmpty();
    assertThat(setup.out())
        .isEqualTo(
            """
            Numbers > my-account > URL: https://sms.example.org/http/gateway/
            Reports: https://sms.example.org/http/gateway/report, with {"token": "THE-TOKEN"}

            Write ?secret=YOUR-SECRET at the end of each URL, where YOUR-SECRET is the secret of this backend.

            Made after: its documentation
            """);
    assertThat(setup.exit()).isZero();
  }

  @Test
  void aMissingPublicUrlIsNamed() throws IOException {
    HttpCommand.configure(
        folder, PRESET, "preset: ours", "account: a", "token: b", "allow-anyone: true");

    HttpCommand setup = HttpCommand.run(folder, "setup");

    assertThat(setup.out())
        .contains("URL: http://127.0.0.1:8000/http/gateway/\n")
        .contains("\npublic-url is missing, ");
    assertThat(setup.exit()).isEqualTo(1);
  }

  @Test
  void aBackendWithoutAPresetSaysWhichFieldsItReads() throws IOException {
    HttpCommand.configure(folder, "", "incoming-text: body", "allow-anyone: true");

    assertThat(HttpCommand.run(folder, "setup").out())
        .startsWith(
            "Messages are taken as forms at http://127.0.0.1:8000/http/gateway/ by POST: identity says"
                + " who has sent it, body what\n");
  }
}
