package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

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
                    + "'}\napps: [warden, tally]\nbackends: {one: {engine: journal, file: '"
                    + journal
                    + "'}}");
  }

  @Test
  void theWayOfAMessageIsShownWithEachAppAndPhase() {
    assertThat(explain(" tally "))
        .containsExactly(
            "one/1 >  tally ",
            "  filter    warden  false: let it pass",
            "  parse     warden  saw it; changed the text to 'tally'",
            "  handle    tally  true: handled it; made one/1 < tally 1",
            "  default   no app was asked",
            "  cleanup   no app was asked",
            "  outgoing  warden  true: let it go",
            "it is HANDLED",
            "this would go out:",
            "  one/1 < tally 1");
  }

  @Test
  void aMessageThatIsStoppedGoesNoFurther() {
    assertThat(explain("stop"))
        .contains("  filter    warden  true: stopped it", "  handle    no app was asked")
        .endsWith("it is FILTERED", "nothing would go out");
  }

  @Test
  void aReplyThatIsCancelledDoesNotGoOut() {
    assertThat(explain("spam"))
        .contains(
            "  handle    tally  false: left it to others",
            "  default   warden  true: was the last default; made one/1 < spam?",
            "  outgoing  warden  false: cancelled it")
        .endsWith("it is HANDLED", "nothing would go out");
  }

  @Test
  void anAppThatThrowsIsShownWithWhatItThrew() {
    assertThat(explain("tally lose"))
        .contains(
            "  handle    tally  threw java.lang.IllegalStateException: lost count, and is undone");
  }

  @Test
  void anAppThatPutsAMessageOffIsShownWithItsReason() {
    assertThat(explain("tally later"))
        .contains("  handle    tally  wants it later: not now; all is undone, and it waits")
        .endsWith("it is QUEUED", "nothing would go out");
  }

  @Test
  void theTimeOfEachCallIsShown() {
    CommandResult ran = CommandResult.router("explain", config, "one", "1", "tally");

    assertThat(ran.outLines())
        .filteredOn(line -> line.startsWith("  handle "))
        .singleElement()
        .asString()
        .matches("  handle    tally +\\d+\\.\\d{3} ms  true: .*");
  }

  @Test
  void nothingIsStoredAndNothingSentAndWhatIsStoredIsSeen() {
    CommandResult.router("incoming", config, "one", "1", "tally");
    for (int i = 0; i < 2; i++) {
      assertThat(explain("tally")).endsWith("this would go out:", "  one/1 < tally 2");
    }
    CommandResult ran = CommandResult.router("incoming", config, "one", "1", "tally");

    assertThat(ran.outLines().get(0)).isEqualTo("one/1 < tally 2");
    assertThat(journal)
        .hasContent(
            "one made\none sent tally 1\none closed\none made\none sent tally 2\none closed");
  }

  @Test
  void inMemoryItBeginsWithEmptyTablesWhateverTheDatabaseHas() {
    CommandResult.router("incoming", config, "one", "1", "tally");
    CommandResult ran = CommandResult.router("explain", "--in-memory", config, "one", "1", "tally");

    assertThat(ran.outLines()).endsWith("this would go out:", "  one/1 < tally 1");
  }

  @Test
  void aBackendThatIsNotConfiguredListsThoseThatAre() {
    CommandResult ran = CommandResult.router("explain", config, "two", "1", "tally");

    assertThat(ran.errLines()).containsExactly("no backend is configured as two; configured: one");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  /** Returns the lines without the times. */
  private List<String> explain(String text) {
    CommandResult ran = CommandResult.router("explain", config, "one", "1", text);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    return ran.outLines().stream().map(line -> line.replaceAll(" +[\\d.]+ ms  ", "  ")).toList();
  }
}
