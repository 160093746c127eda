package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code router send}, and {@code router cancel} of what it has sent. */
class SendCommandTest {

  @TempDir Path temp;
  private Path journal;
  private Path trouble;
  private String config;

  @BeforeEach
  void configure() {
    journal = temp.resolve("journal.txt");
    trouble = temp.resolve("trouble.txt");
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                backends: {one: {engine: journal, file: '%s', trouble: '%s'}}
                """
                    .formatted(temp.resolve("db"), journal, trouble));
  }

  private CommandResult send(String... options) {
    return CommandResult.router(
        Stream.concat(Stream.of("send", config, "one", "1", "hello"), Stream.of(options))
            .toArray(String[]::new));
  }

  private List<String> sent() throws IOException {
    return Files.readAllLines(journal).stream().filter(line -> line.contains(" sent ")).toList();
  }

  @Test
  void aMessageIsSentAtOnceAndItsIdIsPrinted() throws IOException {
    CommandResult ran = send();

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .singleElement()
        .satisfies(line -> assertThat(line).matches("SENT [0-9a-f-]{36}"));
    assertThat(sent()).containsExactly("one sent hello");
  }

  @Test
  void oneThatFailsSaysWhyAndEndsWithOne() throws IOException {
    Files.writeString(trouble, "no credit");

    CommandResult ran = send();

    assertThat(ran.outLines())
        .singleElement()
        .satisfies(line -> assertThat(line).matches("FAILED [0-9a-f-]{36}: .*no credit.*"));
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void oneThatWaitsForItsBackendIsStoredAndEndsWithZero() {
    CommandResult.router("pause", config, "one");

    CommandResult ran = send();

    assertThat(ran.outLines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line).startsWith("QUEUED ").contains(": backend one is paused by hand"));
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void anOffsetNeedsNoZone() {
    assertThat(send("--at", "2999-12-01T09:00+03:00").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2999-12-01T09:00, UTC, 2999-12-01T09:00:00Z (UTC)",
    "2999-12-01T09:00, Africa/Nairobi, 2999-12-01T09:00:00+03:00 (Africa/Nairobi)",
    "2999-12-01T09:00:30+03:00, Africa/Nairobi, 2999-12-01T09:00:30+03:00 (Africa/Nairobi)"
  })
  void oneForLaterIsStoredAndItsTimeIsPrinted(String at, String zone, String shown)
      throws IOException {
    CommandResult ran = send("--at", at, "--zone", zone);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("QUEUED ").endsWith(" not before " + shown));
    assertThat(sent()).isEmpty();
  }

  @Test
  void oneForTheSystemsZoneNeedsNoZone() {
    assertThat(send("--at", "2999-12-01T09:00").outLines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("not before 2999-12-01T09:00:00"));
  }

  @Test
  void aTimeThatIsPastIsNow() throws IOException {
    assertThat(send("--at", "2020-01-01T00:00Z").out()).startsWith("SENT ");
    assertThat(sent()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tomorrow| UTC| --at is not a time such as 2026-12-01T09:00 or 2026-12-01T09:00+03:00:"
            + " tomorrow",
        "2026-12-01T09:00| Nairobi| --zone is not a time zone such as Africa/Nairobi: Nairobi",
        "2999-12-01T09:00Z| Africa/Nairobi| --at has the offset Z, and --zone Africa/Nairobi has"
            + " +03:00 then: leave one of them out",
        "2999-03-31T02:30| Europe/Zurich| --at is a time that Europe/Zurich does not have, since"
            + " clocks are put forward: 2999-03-31T02:30"
      })
  void aTimeThatThereIsNotIsRefusedInOneLine(String at, String zone, String why) {
    CommandResult ran = send("--at", at, "--zone", zone);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).containsExactly(why);
  }

  @Test
  void aZoneWithoutATimeIsRefused() {
    assertThat(send("--zone", "UTC").errLines())
        .containsExactly("--zone is for --at, which is not there");
  }

  @Test
  void anUnknownBackendListsTheConfiguredOnes() {
    assertThat(CommandResult.router("send", config, "two", "1", "hello").errLines())
        .containsExactly("no backend is configured as two; configured: one");
  }

  @Test
  void oneForLaterIsCancelledByItsIdOnce() {
    String id = id(send("--at", "2999-12-01T09:00Z"));

    CommandResult cancelled = CommandResult.router("cancel", config, id);
    CommandResult again = CommandResult.router("cancel", config, id);

    assertThat(cancelled.outLines()).containsExactly("CANCELLED " + id);
    assertThat(cancelled.exitCode()).isZero();
    assertThat(again.errLines()).containsExactly("not cancelled: it was cancelled before");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  @Test
  void oneThatWasSentIsNotCancelledAndItSaysSo() {
    String id = id(send());

    assertThat(CommandResult.router("cancel", config, id).errLines())
        .containsExactly("not cancelled: it was sent");
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, MESSAGE-ID is not valid: yesterday",
    "01900000-0000-7000-8000-000000000000, not cancelled: MESSAGE-ID is not that of a message"
        + " that goes out or waits to be routed"
  })
  void anotherIdIsRefusedInOneLine(String id, String why) {
    assertThat(CommandResult.router("cancel", config, id).errLines()).containsExactly(why);
  }

  private static String id(CommandResult sent) {
    String afterStatus = sent.out().substring(sent.out().indexOf(' ') + 1);
    return afterStatus.substring(0, 36);
  }
}
