package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCommandTest {

  private static final String HOLDS = "1 > tally\n1 < tally 1\n1 > tally\n1 < tally 2\n";

  @TempDir Path temp;
  private Path journal;
  private String config;

  @BeforeEach
  void configure() {
    journal = temp.resolve("journal.txt");
    config =
        new ConfigFolder(temp)
            .option(
                "database: {url: 'jdbc:h2:file:"
                    + temp.resolve("db")
                    + "'}\napps: [tally]\nbackends: {one: {engine: journal, file: '"
                    + journal
                    + "'}}");
  }

  @Test
  void aScriptThatHoldsIsOk() throws Exception {
    Path file = script("tally.script", HOLDS);
    CommandResult ran = CommandResult.router("script", config, "--backend", "one", file.toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.outLines()).containsExactly("ok      " + file, "1 run, 0 failed");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void eachScriptBeginsWithEmptyTablesAndNothingIsSentOrRemains() throws Exception {
    Path one = script("one.script", HOLDS);
    Path two = script("two.script", HOLDS);
    CommandResult ran =
        CommandResult.router("script", config, "--backend", "one", one.toString(), two.toString());

    assertThat(ran.outLines()).last().isEqualTo("2 run, 0 failed");
    assertThat(temp.resolve("db.mv.db")).doesNotExist();
    assertThat(journal).doesNotExist();
  }

  @Test
  void aScriptThatDiffersIsShownAndTheOthersAreRunAllTheSame() throws Exception {
    Path bad = script("bad.script", "1 > tally\n1 < tally 7\n");
    Path good = script("good.script", HOLDS);
    CommandResult ran =
        CommandResult.router("script", config, "--backend", "one", bad.toString(), good.toString());

    assertThat(ran.outLines())
        .containsExactly(
            "FAILED  " + bad,
            "     1 | 1 > tally",
            "->   2 | 1 < tally 7",
            "         expected: 'tally 7'",
            "         but got:  'tally 1'",
            "ok      " + good,
            "2 run, 1 failed");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void aLineWithATimeLetsTheAppsHaveThatTime() throws Exception {
    config = new ConfigFolder(temp).inMemory("apps: [asking]\nbackends: {one: {engine: journal}}");
    Path file =
        script(
            "asking.script",
            """
            1@202701010900 > ask
            1 < who?
            1@202701010959 > Amina
            1 < Amina
            1@202701011200 > ask
            1 < who?
            1@202701011300 > Amina
            """);
    CommandResult ran = CommandResult.router("script", config, "--backend", "one", file.toString());

    assertThat(ran.outLines()).containsExactly("ok      " + file, "1 run, 0 failed");
  }

  @Test
  void aLineThatCannotBeReadIsToldWithFileAndNumber() throws Exception {
    Path file = script("bad.script", "1 > tally\nnonsense\n");
    CommandResult ran = CommandResult.router("script", config, "--backend", "one", file.toString());

    assertThat(ran.outLines().get(0)).startsWith("FAILED  " + file + ": line 2: must be ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void anAppThatThrowsFailsTheScript() throws Exception {
    Path file = script("lose.script", "1 > tally lose\n");
    CommandResult ran = CommandResult.router("script", config, "--backend", "one", file.toString());

    assertThat(ran.outLines())
        .contains(
            "         handle of the app tally threw java.lang.IllegalStateException: lost count",
            "1 run, 1 failed");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void withKeepTheMessagesAreStoredAndTheRepliesSent() throws Exception {
    Path first = script("first.script", "1 > tally\n1 < tally 1\n1 is SENT\n");
    Path second = script("second.script", "1 > tally\n1 < tally 2\n");

    CommandResult.router("script", "--keep", config, "--backend", "one", first.toString());
    CommandResult ran =
        CommandResult.router("script", "--keep", config, "--backend", "one", second.toString());

    assertThat(ran.outLines()).containsExactly("ok      " + second, "1 run, 0 failed");
    assertThat(journal).content().contains("one sent tally 1", "one sent tally 2");
  }

  @Test
  void aBackendThatIsNotConfiguredListsThoseThatAre() throws Exception {
    Path file = script("tally.script", HOLDS);
    CommandResult ran = CommandResult.router("script", config, "--backend", "two", file.toString());

    assertThat(ran.errLines()).containsExactly("no backend is configured as two; configured: one");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsOneLine() throws Exception {
    Path missing = temp.resolve("missing.script");
    Path binary = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});

    assertThat(
            CommandResult.router("script", config, "--backend", "one", missing.toString())
                .errLines())
        .containsExactly(missing + " cannot be read: there is no such file");
    assertThat(
            CommandResult.router("script", config, "--backend", "one", binary.toString())
                .errLines())
        .singleElement()
        .asString()
        .startsWith(binary + " cannot be read: it is no text in UTF-8");
  }

  private Path script(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content, StandardCharsets.UTF_8);
  }
}
