package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** What an operator sees of a message. */
class MessageCommandTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\S+Z";

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
                apps: [{fragile: {file: '%s'}}, greeter]
                backends:
                  one: {engine: journal, trouble: '%s'}
                  two: {engine: journal}
                """
                    .formatted(temp.resolve("db"), temp.resolve("closed"), trouble));
  }

  @Test
  void aMessageAndItsAnswerNameEachOther() {
    String id = say("one", "1");

    CommandResult asked = CommandResult.router("message", config, id);
    CommandResult answer = CommandResult.router("message", config, "--of", "1");

    assertThat(asked.err()).isEmpty();
    assertThat(asked.exitCode()).isZero();
    assertThat(asked.out())
        .matches(
            id
                + " from 1 by one\n  text: hello\n  received: "
                + TIME
                + "\n  status: HANDLED since "
                + TIME
                + "\n  handled by app: greeter\n  answered by: \\S{36}\n");
    assertThat(answer.out())
        .matches(
            "\\S{36} to 1 by one\n  text: Hello from greeter 1\n  made: "
                + TIME
                + "\n  status: SENT since "
                + TIME
                + "\n  made by app: greeter\n  answers: "
                + id
                + "\n");
    assertThat(asked.out()).endsWith(answer.out().substring(0, 36) + "\n");
  }

  @Test
  void whatIsStillToBeToldOfItIsShown() {
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                apps: [greeter]
                backends: {one: {engine: journal}}
                callbacks:
                  - url: https://told.invalid/told?key=hunter2
                    secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                """
                    .formatted(temp.resolve("db")));
    String id = say("one", "1");

    assertThat(CommandResult.router("message", config, id).outLines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "  to be told: message.received of "
                            + TIME
                            // Perhaps it has been tried by now.
                            + " to https://told.invalid/\\.\\.\\..*"));
  }

  @Test
  void whatWaitsSaysWhyAndHowOftenItWasTriedAndUntilWhen() throws IOException {
    Files.writeString(trouble, "busy \u001b[2Jnow");
    say("one", "1");

    CommandResult ran = CommandResult.router("message", config, "--of", "1");

    assertThat(ran.outLines())
        .anySatisfy(line -> assertThat(line).matches("  status: QUEUED since " + TIME))
        .anySatisfy(line -> assertThat(line).isEqualTo("  reason: busy ?[2Jnow"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "  waits: tried 1 times, at last "
                            + TIME
                            + "; may be tried from "
                            + TIME
                            + " on"));
  }

  @Test
  void whatABackendKeepsBackThatIsPausedOrDownSaysSo() {
    CommandResult.router("pause", config, "one");
    say("one", "1");

    assertThat(waits())
        .matches(
            "  waits: not tried yet; due since "
                + TIME
                + ", but backend one is paused by hand since "
                + TIME);
    CommandResult.router("resume", config, "one");
    suspend();
    assertThat(waits())
        .matches(
            "  waits: not tried yet; due since "
                + TIME
                + ", but backend one is down, and probed from "
                + TIME
                + " on");
  }

  @Test
  void whatIsDueAndKeptBackByNothingThatIsKnownSaysWhatItMayBe() {
    CommandResult.router("pause", config, "one");
    say("one", "1");
    CommandResult.router("resume", config, "one");

    assertThat(waits())
        .matches(
            "  waits: not tried yet; due since "
                + TIME
                + ": others come first, its backend is outside of its hours or at its rate, or no"
                + " router serves");
  }

  @Test
  void whatIsToBeRoutedIsNotKeptBackByABackendThatSendsNothing() throws Exception {
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                apps: [greeter]
                backends: {one: {engine: journal, handler: queue}}
                """
                    .formatted(temp.resolve("db")));
    CommandResult.router("pause", config, "one");
    // It takes up nothing.
    try (ServingHere here = ServingHere.with(temp.resolve("router.yml"))) {
      here.router().incoming().incoming(ReceivedMessage.of(Connection.of("one", "1"), "hello"));
    }

    assertThat(waits())
        .matches(
            "  waits: not tried yet; due since "
                + TIME
                + ": others come first, or no router serves");
  }

  private void suspend() {
    DatabaseSettings settings =
        new DatabaseSettings("jdbc:h2:file:" + temp.resolve("db"), null, null, null);
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      database.backlog().suspend(new BackendName("one"), Instant.now());
    }
  }

  private String waits() {
    return CommandResult.router("message", config, "--of", "1").outLines().stream()
        .filter(line -> line.startsWith("  waits: "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theWayIsToldOfOneMessageAndNotOfSomebodysLast() throws IOException {
    Files.writeString(trouble, "busy \u001b[2Jnow");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                apps: [greeter]
                backends:
                  one: {engine: journal, trouble: '%s', fallback: two}
                  two: {engine: journal}
                """
                    .formatted(temp.resolve("db"), trouble));
    say("one", "1");
    CommandResult last = CommandResult.router("message", config, "--of", "1");

    CommandResult one = CommandResult.router("message", config, last.out().substring(0, 36));

    assertThat(last.out()).contains("QUEUED").doesNotContain("way:");
    assertThat(one.outLines())
        .last()
        .asString()
        .matches("  way: " + TIME + " one could not take it: busy \\?\\[2Jnow");
  }

  @Test
  void whatAnAppThrewIsSaid() throws IOException {
    Files.createFile(temp.resolve("closed"));
    String id = say("one", "1");

    assertThat(CommandResult.router("message", config, id).outLines())
        .last()
        .asString()
        .matches(
            "  error: app fragile in parse at "
                + TIME
                + ": java\\.lang\\.IllegalStateException: the clinic is closed");
  }

  @Test
  void somebodysLastMessagesAreThoseOfAllBackendsOrOfOne() {
    say("one", "1");
    say("two", "1");

    assertThat(CommandResult.router("message", config, "--of", "1", "--last", "9").out())
        .containsSubsequence(" from 1 by one", " to 1 by one", " from 1 by two", " to 1 by two");
    assertThat(
            CommandResult.router("message", config, "--of", "1", "--last", "9", "--backend", "two")
                .out())
        .containsSubsequence(" from 1 by two", " to 1 by two")
        .doesNotContain("by one");
  }

  @Test
  void whatIsWrongElsewhereInTheConfigurationIsNotLookedAt() throws IOException {
    String id = say("one", "1");
    Path file = temp.resolve("router.yml");
    Files.writeString(
        file,
        Files.readString(file)
            + "  three: {engine: journal, password: '${NO_SUCH_VARIABLE_HERE}'}\n"
            + "  a b: {engine: pigeon}\n");

    assertThat(CommandResult.router("message", config, id).exitCode()).isZero();
    assertThat(CommandResult.router("message", config, "--of", "1").exitCode()).isZero();
    Files.writeString(file, "database: {url: 'jdbc:h2:file:${NO_SUCH_VARIABLE_HERE}'}\n");
    assertThat(CommandResult.router("message", config, id).errLines())
        .containsExactly(
            file
                + ":1: database.url needs the environment variable NO_SUCH_VARIABLE_HERE, which is"
                + " not set");
  }

  @Test
  void whileARouterHasTheFileThatIsSaid() throws IOException {
    String id = say("one", "1");
    try (FileChannel channel =
            FileChannel.open(
                temp.resolve("db.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();

      CommandResult ran = CommandResult.router("message", config, id);

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.errLines())
          .singleElement()
          .asString()
          .contains("another process has it open; stop that first", "none answers at");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense | | | MESSAGE-ID is not valid: nonsense
          019bffff-0000-7000-8000-000000000001 | | | no message is stored as 019bffff-0000-7000-8000-000000000001
          --of=2 | | | no message from or to 2 is stored of the backends one, two; it is looked for as it is stored
          --of=1 | --backend | gone | --backend is not the name of a configured backend: gone; configured: one, two
          """)
  void whatIsNotThereIsNamed(String first, String second, String third, String expected) {
    say("one", "1");

    CommandResult ran =
        second == null
            ? CommandResult.router("message", config, first)
            : CommandResult.router("message", config, first, second, third);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().startsWith(expected);
  }

  /** Returns the id of a message that has come in. */
  private String say(String backend, String identity) {
    return CommandResult.router("incoming", config, backend, identity, "hello")
        .outLines()
        .get(1)
        .split(" ", 2)[1];
  }
}
