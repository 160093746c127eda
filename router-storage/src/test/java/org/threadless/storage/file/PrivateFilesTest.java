package org.threadless.storage.file;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseSettings;

/** Who can read the file of an embedded database. */
class PrivateFilesTest {

  @TempDir private Path folder;

  private final Logger log = (Logger) LoggerFactory.getLogger(PrivateFiles.class);
  private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();

  @BeforeEach
  void listen() {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    log.setLevel(Level.WARN);
    log.addAppender(warnings);
    warnings.start();
  }

  @AfterEach
  void stop() {
    log.setLevel(null);
    log.detachAppender(warnings);
  }

  @Test
  void whatTheRouterMakesIsTheRoutersAlone() throws IOException {
    open(folder.resolve("data/router"));

    assertThat(permissions("data")).isEqualTo("rwx------");
    assertThat(permissions("data/router.mv.db")).isEqualTo("rw-------");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aFolderThatIsThereStaysAsItIsAndItsNewFilesAreTheRoutersAlone() throws IOException {
    Files.createDirectory(folder.resolve("shared"), asFileAttribute(fromString("rwxr-xr-x")));

    open(folder.resolve("shared/router"));

    assertThat(permissions("shared")).isEqualTo("rwxr-xr-x");
    assertThat(permissions("shared/router.mv.db")).isEqualTo("rw-------");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void filesThatOthersCanReadAreNamedAtStart() throws IOException {
    Path file = folder.resolve("data/router.mv.db");
    open(folder.resolve("data/router"));
    Files.setPosixFilePermissions(folder.resolve("data"), fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(file, fromString("rw-r--r--"));

    open(folder.resolve("data/router"));

    assertThat(permissions("data/router.mv.db")).isEqualTo("rw-r--r--");
    assertThat(warnings())
        .containsExactly("others can read " + file + ", which holds all messages: chmod 600 it");
  }

  private static void open(Path file) {
    DatabaseSettings settings = new DatabaseSettings("jdbc:h2:file:" + file, null, null, null);
    Database.open(settings, InstantSource.system()).close();
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private List<String> warnings() {
    return warnings.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
