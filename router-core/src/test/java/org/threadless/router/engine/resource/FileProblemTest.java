package org.threadless.router.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {

  @TempDir private Path folder;

  @Test
  void aFileThatIsMissingIsSaidToBe() {
    assertThat(problem(() -> Files.readString(folder.resolve("missing"))))
        .isEqualTo("there is no such file");
  }

  @Test
  void whatIsNoTextIsSaidToBeNone() throws IOException {
    Path file = Files.write(folder.resolve("picture"), new byte[] {(byte) 0xff, 0});

    assertThat(problem(() -> Files.readString(file))).isEqualTo("it is no text in UTF-8");
  }

  @Test
  void aFolderIsSaidToBeInTheWayAsTheSystemSaysIt() {
    assertThat(problem(() -> Files.readString(folder))).isEqualTo("Is a directory");
  }

  // Root may use all files, so that no real one refuses it.
  @Test
  void whoMayNotUseAFileIsNamed() {
    assertThat(FileProblem.of(new AccessDeniedException("/etc/key")))
        .isEqualTo("this user, " + System.getProperty("user.name") + ", may not do that");
  }

  // What Java is made of is in a file system that root cannot write to, either.
  @Test
  void whoMayNotWriteSomewhereIsNamedBeforeItIsTried() {
    Path java = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    assertThat(FileProblem.notWritable(java))
        .contains("this user, " + System.getProperty("user.name") + ", may not write /modules");
    assertThat(FileProblem.notWritable(folder)).isEmpty();
  }

  @Test
  void aFailureWithoutAReasonIsNotToldByTheNameOfItsClass() {
    assertThat(FileProblem.of(new FileSystemException("/a/file")))
        .isEqualTo("the system does not say why");
  }

  private static String problem(Read read) {
    return FileProblem.of(catchThrowableOfType(IOException.class, () -> read.run()));
  }

  private interface Read {
    Object run() throws IOException;
  }
}
