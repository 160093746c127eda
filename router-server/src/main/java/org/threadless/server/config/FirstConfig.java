package org.threadless.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.server.config.text.Mistakes;
import org.threadless.server.config.text.Place;

/**
 * The configuration that is there before anybody has written one: a copy of the one that comes with
 * the router, made at the first use and never changed after that.
 *
 * @param file where it is to be
 * @param template what it is a copy of; need not exist, as where another one is shipped already
 */
public record FirstConfig(Path file, Path template) {

  /**
   * Makes the file, and the folder that it is in.
   *
   * @return whether it did; false where the file is there already, or there is no template
   * @throws ConfigException where the file cannot be made
   */
  public boolean make() {
    if (Files.exists(file) || !Files.isRegularFile(template)) {
      return false;
    }
    try {
      copy();
      return true;
    } catch (IOException e) {
      throw new Mistakes()
          .fatal(
              new Place(file.toString(), 0, ""),
              "there is no such file, and it cannot be made: "
                  + FileProblem.of(e)
                  + "; name another one with --config");
    }
  }

  // Others who begin at the same moment see the whole file or none.
  private void copy() throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path copy = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(copy, Files.readAllBytes(template));
      Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
