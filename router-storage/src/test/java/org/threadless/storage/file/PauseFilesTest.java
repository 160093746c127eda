package org.threadless.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.router.message.BackendName;

/** What commands leave for the process that has an embedded database open. */
class PauseFilesTest {

  private static final BackendName BIG = new BackendName("big-gateway");

  @TempDir private Path folder;
  private final List<String> done = new ArrayList<>();

  @Test
  void whatIsLeftIsDoneOnceAndGone() throws IOException {
    Path file = files().leave(BIG, true);
    assertThat(file).exists();

    takeUp();
    takeUp();

    assertThat(done).containsExactly("pause big-gateway");
    assertThat(file).doesNotExist();
  }

  @Test
  void theLastWordCounts() throws IOException {
    files().leave(BIG, true);
    files().leave(BIG, false);

    takeUp();

    assertThat(done).containsExactly("resume big-gateway");
  }

  @Test
  void whatIsNotOfThisDatabaseOrOfNoBackendIsLeftWhereItIs() throws IOException {
    Path other = Files.writeString(folder.resolve("other.pause.one"), "");
    Path nameless = Files.writeString(folder.resolve("router.pause.no name"), "");

    takeUp();

    assertThat(done).isEmpty();
    assertThat(other).exists();
    assertThat(nameless).exists();
  }

  @Test
  void aDatabaseThatIsInNoFileOfItsOwnHasNone() {
    assertThat(PauseFiles.of("jdbc:h2:mem:test")).isEmpty();
    assertThat(PauseFiles.of("jdbc:postgresql://127.0.0.1/router")).isEmpty();
  }

  private PauseFiles files() {
    return PauseFiles.of("jdbc:h2:file:" + folder.resolve("router")).orElseThrow();
  }

  private void takeUp() {
    files().takeUp(each -> done.add("pause " + each), each -> done.add("resume " + each));
  }
}
