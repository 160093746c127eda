package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingCommandTest {

  private static final String BACKENDS =
      "backends: {two: {engine: journal}, one: {engine: journal}}\n";

  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void useFolder() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void theRepliesArePrintedAndSent() {
    Path journal = temp.resolve("journal.txt");
    String config =
        folder.inMemory(
            "apps: [greeter, counter]\nbackends: {one: {engine: journal, file: '"
                + journal
                + "'}}");
    CommandResult ran = CommandResult.router("incoming", config, "one", "+41790000000", "hello");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("one/+41790000000 < Hello from greeter 1"),
            line -> assertThat(line).isEqualTo("one/+41790000000 < counted 1"),
            line -> assertThat(line).matches("HANDLED [0-9a-f-]{36}"));
    assertThat(journal)
        .hasContent("one made\none sent Hello from greeter 1\none sent counted 1\none closed");
  }

  @Test
  void whatHasARateIsSentInItsTurn() throws Exception {
    Path journal = temp.resolve("journal.txt");
    String config =
        folder.inMemory(
            "apps: [greeter, counter]\nbackends: {one: {engine: journal, rate: 50/s, file: '"
                + journal
                + "'}}");

    CommandResult ran = CommandResult.router("incoming", config, "one", "1", "hello");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).hasSize(3).last().asString().startsWith("HANDLED ");
    assertThat(Files.readAllLines(journal))
        .containsSubsequence("one sent Hello from greeter 1", "one sent counted 1");
  }

  @Test
  void whatGoesToManyIsSentInItsTurn() throws Exception {
    Path journal = temp.resolve("journal.txt");
    String config =
        folder.inMemory(
            "apps: [{herald: {to: 30}}]\nbackends: {one: {engine: journal, file: '"
                + journal
                + "'}}");

    CommandResult ran = CommandResult.router("incoming", config, "one", "1", "hello");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).hasSize(31).last().asString().startsWith("HANDLED ");
    assertThat(Files.readAllLines(journal)).filteredOn(line -> line.contains(" sent ")).hasSize(30);
  }

  @Test
  void whatHasToWaitForLongIsCounted() throws Exception {
    Path journal = temp.resolve("journal.txt");
    String config =
        folder.inMemory(
            "apps: [{herald: {to: 30}}]\nbackends: {one: {engine: journal, per-day: 12, file: '"
                + journal
                + "'}}");

    CommandResult ran = CommandResult.router("incoming", config, "one", "1", "hello");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .last()
        .asString()
        .startsWith("18 wait to be sent: others come first");
    assertThat(Files.readAllLines(journal)).filteredOn(line -> line.contains(" sent ")).hasSize(12);
  }

  @Test
  void whatIsToBeTriedAgainLaterIsCountedWithTheReason() throws Exception {
    Path trouble = Files.writeString(temp.resolve("trouble.txt"), "busy now");
    String config =
        folder.inMemory(
            "apps: [greeter]\nbackends: {one: {engine: journal, trouble: '" + trouble + "'}}");

    assertThat(CommandResult.router("incoming", config, "one", "1", "hello").outLines())
        .last()
        .isEqualTo("1 wait to be sent: busy now");
  }

  @Test
  void aQueuedMessageIsRoutedHereTooWithoutAServer() {
    String config =
        folder.inMemory("apps: [greeter]\nbackends: {one: {engine: journal, handler: queue}}");

    CommandResult ran = CommandResult.router("incoming", config, "one", "+41790000000", "hello");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("one/+41790000000 < Hello from greeter 1"),
            line -> assertThat(line).matches("HANDLED [0-9a-f-]{36}"));
  }

  @Test
  void whatIsStoredIsThereForTheNextCommand() {
    String config =
        folder.option("database: {url: 'jdbc:h2:file:" + temp.resolve("db") + "'}\n" + BACKENDS);

    assertThat(CommandResult.router("incoming", config, "one", "1", "hello").exitCode()).isZero();
    assertThat(CommandResult.router("incoming", config, "one", "1", "hello").exitCode()).isZero();
    assertThat(temp.resolve("db.mv.db")).isRegularFile();
  }

  @Test
  void anUnknownBackendListsTheConfiguredOnes() {
    CommandResult ran =
        CommandResult.router("incoming", folder.inMemory(BACKENDS), "three", "1", "hello");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly("no backend is configured as three; configured: one, two");
  }

  @ParameterizedTest
  @CsvSource({
    "'my modem', 1, hello, BACKEND is not valid: a backend name is",
    "one, '', hello, IDENTITY is not valid: must have 1 to 100 characters",
    "one, 'a\tb', hello, IDENTITY is not valid: must not hold a control character"
  })
  void anArgumentThatIsNotValidIsNamed(
      String backend, String identity, String text, String expected) {
    CommandResult ran =
        CommandResult.router("incoming", folder.inMemory(BACKENDS), backend, identity, text);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines()).singleElement().asString().startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a  b", "@%s", "\"quoted\"", "${sys:user.home}", "\uD83D\uDE00"})
  void theTextIsTakenAsItIs(String text) throws Exception {
    Path arguments = Files.writeString(temp.resolve("arguments"), "more than one");
    CommandResult ran =
        CommandResult.router(
            "incoming", folder.inMemory(BACKENDS), "one", "1", text.formatted(arguments));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void anAppThatCannotBeMadeIsOneLine() {
    CommandResult ran =
        CommandResult.router(
            "incoming", folder.inMemory("apps: [moody]\n" + BACKENDS), "one", "1", "hello");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly(
            "app moody cannot be made:"
                + " java.lang.IllegalStateException: not today, perhaps tomorrow");
  }
}
