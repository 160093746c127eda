package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
        kind: {fallback: text, one-of: [text, flash]}
        port: {optional: true, type: number}
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

            Settings of the preset, which stand in the backend:
              account  needed
              token    needed, secret
              kind     default text, one of text flash
              port     may be left out, a number

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
  void whatIsMissingIsAPlaceholderAndNamedAtTheEnd() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET.replace("incoming:", "check: [{bearer: '{token}'}]\nincoming:"),
        "preset: ours",
        "token: ${NO_SUCH_VARIABLE_HERE}",
        "public-url: https://sms.example.org/");

    HttpCommand setup = HttpCommand.run(folder, "setup");

    assertThat(setup.err()).isEmpty();
    assertThat(setup.exit()).isEqualTo(1);
    assertThat(setup.out())
        .startsWith(
            """
            Numbers > {account} > URL: https://sms.example.org/http/gateway/
            Reports: https://sms.example.org/http/gateway/report, with {"token": "THE-TOKEN"}
            """)
        .endsWith(
            """

            To be mended before it works:
              %1$s:5: backends.gateway.account is missing; the preset ours needs it
              %1$s:8: backends.gateway.token needs the environment variable NO_SUCH_VARIABLE_HERE, which is not set
            """
                .formatted(folder.resolve("router.yml")));
  }

  @Test
  void whatIsWrongElsewhereIsNotLookedAt() throws IOException {
    HttpCommand.configure(
        folder,
        PRESET,
        "preset: ours",
        "account: a",
        "token: b",
        "secret: c",
        "public-url: https://sms.example.org/",
        "");
    Path file = folder.resolve("router.yml");
    Files.writeString(
        file,
        Files.readString(file)
            + """
              other: {engine: http, preset: ours, token: "${NO_SUCH_VARIABLE_HERE}", secrt: x}
              third: {engine: pigeon}
            limits: {max: 1}
            """);

    assertThat(HttpCommand.run(folder, "setup").exit()).isZero();
    HttpCommand tried = HttpCommand.run(folder, "try", "--text", "hello");
    assertThat(tried.err()).isEmpty();
    assertThat(tried.exit()).isZero();
  }

  @Test
  void aPresetThatNoBackendHasYetIsDescribed() throws IOException {
    HttpCommand.configure(folder, PRESET, "allow-anyone: true");

    HttpCommand setup = HttpCommand.router(folder, "setup", "--preset", "ours");

    assertThat(setup.err()).isEmpty();
    assertThat(setup.out())
        .startsWith("Numbers > {account} > URL: http://127.0.0.1:8000/http/ours/\n")
        .contains("\n  token    needed, secret\n")
        .doesNotContain("To be mended", "YOUR-SECRET");
    assertThat(HttpCommand.router(folder, "setup", "--preset", "46elks").out())
        .contains("\nYOUR-SECRET is to be the secret of this backend, which has none: ");
  }

  @Test
  void whatIsWrongWithAPresetThatNoBackendHasYetIsNamed() throws IOException {
    HttpCommand.configure(folder, PRESET + "txt: x\n", "allow-anyone: true");

    assertThat(HttpCommand.router(folder, "setup", "--preset", "ours").out())
        .contains(
            "\nTo be mended before it works:\n  "
                + folder.resolve("presets/ours.yml")
                + ":12: txt is not a setting; ");
    assertThat(HttpCommand.router(folder, "setup", "--preset", "twillio").err())
        .contains("is not a preset: twillio; did you mean twilio?")
        .hasLineCount(1);
  }

  @Test
  void aBackendOrAPresetIsNamed() throws IOException {
    HttpCommand.configure(folder, PRESET, "allow-anyone: true");

    assertThat(HttpCommand.router(folder, "setup").err())
        .startsWith("name a BACKEND, or else a --preset\n");
    assertThat(HttpCommand.router(folder, "try").err()).startsWith("name a BACKEND\n");
    assertThat(HttpCommand.router(folder, "setup", "gatway").err())
        .isEqualTo("no backend of the engine http is configured as gatway; configured: gateway\n");
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
