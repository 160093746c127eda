package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code backup} and {@code restore} say to type with PostgreSQL, typed. */
class PostgresBackupIT {

  private static final Pattern COMMAND = Pattern.compile("nothing is [^:]+: .*?: (pg_\\w+ .*)");
  private static final String PAGE = "/httptester/httptester-public/";

  @TempDir private Path folder;

  private Distribution unzipOn(String url, String name) throws Exception {
    Distribution distribution = Distribution.prepareIn(Files.createDirectory(folder.resolve(name)));
    distribution.configure("port: 8000", "port: 0");
    distribution.configure("url: jdbc:h2:file:./data/router", "url: " + url + "\n  user: router");
    return distribution;
  }

  @Test
  void theLinesForPgDumpAndPgRestoreMoveAllThatIsStored() throws Exception {
    try (DebianPostgres postgres = DebianPostgres.start()) {
      Distribution first = unzipOn(postgres.database("first"), "first");
      String dump = folder.resolve("all of it.dump").toString();
      try (RouterProcess router = first.serve()) {
        assertThat(router.post(PAGE, "1", "echo kept").statusCode()).isEqualTo(200);

        type(first.run("backup", dump), "pg_dump --format=custom ");

        assertThat(router.terminate()).isZero();
      }
      Distribution second = unzipOn(postgres.database("second"), "second");
      type(second.run("restore", dump), "pg_restore --exit-on-error ");

      try (RouterProcess router = second.serve()) {
        assertThat(router.get(PAGE + "1/messages").body()).contains("\"text\":\"kept\"");
        assertThat(router.post(PAGE, "1", "ping").statusCode()).isEqualTo(200);
        assertThat(router.terminate()).isZero();
      }
    }
  }

  /** Does what the one line of a command says. */
  private static void type(FinishedCommand said, String begin) throws Exception {
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).hasSize(1);
    Matcher line = COMMAND.matcher(said.err().get(0));
    assertThat(line.matches()).as("%s", said.err()).isTrue();
    assertThat(line.group(1)).startsWith(begin).doesNotContain(" (");
    FinishedCommand typed = FinishedCommand.of(Distribution.command("sh", "-c", line.group(1)));
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exit()).isZero();
  }
}
