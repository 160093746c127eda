package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code router messages}. */
class MessagesCommandTest {

  private static final String ID_AND_TIME = "[0-9a-f-]{36} \\d{4}-\\d\\d-\\d\\dT\\S+Z";

  @TempDir Path temp;
  private Path trouble;
  private String config;

  @BeforeEach
  void configure() {
    trouble = temp.resolve("trouble.txt");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                apps: [greeter]
                backends:
                  one: {engine: journal, trouble: '%s'}
                  two: {engine: journal, numbers: {region: KE}}
                """
                    .formatted(temp.resolve("db"), trouble));
  }

  @Test
  void eachMessageHasALineAndTheNewestIsTheFirst() {
    say("one", "1");
    say("two", "0700 111 222");

    CommandResult ran = messages();

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(shown(ran))
        .containsExactly(
            " to +254700111222 by two SENT: Hello from greeter 1",
            " from +254700111222 by two HANDLED: hello",
            " to 1 by one SENT: Hello from greeter 1",
            " from 1 by one HANDLED: hello");
  }

  @Test
  void theMessagesOfAnAppAreListed() {
    say("one", "1");
    send("--at", "2999-12-01T09:00Z");

    assertThat(shown(messages("--app", "greeter")))
        .containsExactly(
            " to 1 by one SENT: Hello from greeter 1", " from 1 by one HANDLED: hello");
    assertThat(shown(messages("--app", "weather"))).isEmpty();
  }

  @Test
  void whatWaitsSaysWhyAndWhenItIsDue() throws IOException {
    Files.writeString(trouble, "busy \u001b[2Jnow");
    say("one", "1");

    assertThat(messages("--direction", "out").outLines())
        .singleElement()
        .asString()
        .matches(
            ID_AND_TIME
                + " to 1 by one QUEUED \\(busy \\?\\[2Jnow; due \\S+Z\\): Hello from greeter 1");
  }

  @Test
  void whatIsScheduledIsListedByItself() {
    say("one", "1");
    send("--at", "2999-12-01T09:00Z");

    assertThat(shown(messages("--scheduled")))
        .containsExactly(" to 2 by one QUEUED (due 2999-12-01T09:00:00Z): how are you?");
    assertThat(shown(messages("--status", "queued"))).isEqualTo(shown(messages("--scheduled")));
    String id = messages("--scheduled").out().substring(0, 36);
    assertThat(CommandResult.router("message", config, id).outLines())
        .contains("  waits: not to be sent before 2999-12-01T09:00:00Z");
  }

  @Test
  void theOptionsHoldTogether() {
    say("one", "1");
    say("two", "0700111222");

    assertThat(shown(messages("--identity", "0700 111 222", "--direction", "in")))
        .as("a number, however it is written")
        .containsExactly(" from +254700111222 by two HANDLED: hello");
    assertThat(messages("--identity", "1", "--backend", "two").out()).isEmpty();
    assertThat(shown(messages("--backend", "one", "--text", "GREETER")))
        .containsExactly(" to 1 by one SENT: Hello from greeter 1");
    assertThat(shown(messages("--status", "handled,failed", "--backend", "one")))
        .containsExactly(" from 1 by one HANDLED: hello");
    assertThat(messages("--until", "2026-01-31").out()).isEmpty();
    assertThat(messages("--from", "2999-01-31T09:00", "--zone", "Africa/Nairobi").out()).isEmpty();
    assertThat(messages("--from", "2026-01-31", "--until", "2999-01-31T00:00:00Z").outLines())
        .hasSize(4);
  }

  @Test
  void whereThereAreMoreThatIsSaidBesideTheList() {
    say("one", "1");
    say("one", "1");

    CommandResult ran = messages("--limit", "3");

    assertThat(ran.outLines()).hasSize(3);
    assertThat(ran.errLines())
        .containsExactly("there may be more, which are older: see --limit and --until");
    assertThat(messages("--limit", "2000").outLines()).hasSize(4);
  }

  @Test
  void ofALongTextTheBeginningIsShownInOneLine() {
    CommandResult.router("incoming", config, "one", "1", "a\nb".repeat(200));

    assertThat(messages("--direction", "in").outLines())
        .singleElement()
        .asString()
        .endsWith(" by one HANDLED: " + "a?b".repeat(200).substring(0, 160));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --from | yesterday | --from is not a time such as 2026-01-31 or 2026-01-31T15:30:00Z: yesterday
          --until | 2026-02-30 | --until is not a time such as 2026-01-31 or 2026-01-31T15:30:00Z: 2026-02-30
          --zone | UTC | --zone is for --from and --until, which are not there
          --backend | gone | --backend is not the name of a configured backend: gone; configured: one, two
          --identity | '' | --identity is not valid: must have 1 to 100 characters, and has 0
          --status | lost | --status is not valid: must be one of QUEUED, HANDLED, FILTERED, ERRORED, SENT, DELIVERED, FAILED, CANCELLED, and is lost
          --direction | up | --direction must be in or out: up
          --text | '' | --text is not valid: must have 1 to 500 characters, and has 0
          --limit | 0 | --limit must be 1 or more: 0
          """)
  void whatCannotBeAskedForIsNamed(String option, String value, String expected) {
    CommandResult ran = messages(option, value);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).containsExactly(expected);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void anEndBeforeTheBeginningIsRefused() {
    assertThat(messages("--from", "2026-01-31", "--until", "2026-01-30").errLines())
        .containsExactly("--until must be later than --from: 2026-01-30, 2026-01-31");
  }

  private CommandResult messages(String... options) {
    List<String> arguments = new ArrayList<>(List.of("messages", config));
    arguments.addAll(List.of(options));
    return CommandResult.router(arguments.toArray(String[]::new));
  }

  private static List<String> shown(CommandResult ran) {
    Pattern start = Pattern.compile("^" + ID_AND_TIME);
    return ran.outLines().stream().map(line -> start.matcher(line).replaceFirst("")).toList();
  }

  private void say(String backend, String identity) {
    assertThat(CommandResult.router("incoming", config, backend, identity, "hello").exitCode())
        .isZero();
  }

  private void send(String option, String value) {
    assertThat(
            CommandResult.router("send", config, "one", "2", "how are you?", option, value)
                .exitCode())
        .isZero();
  }
}
