package org.threadless.storage.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;
import org.threadless.storage.dialect.Dialect;

/**
 * What is left beside the file of an embedded database, for the process that has it open and that
 * nobody else can reach: which backends it is to pause, and which pauses are to end. It takes them
 * up within a second, and removes them when that is done.
 */
public final class PauseFiles {

  private static final Logger log = LoggerFactory.getLogger(PauseFiles.class);

  private static final String PAUSE = "pause.";
  private static final String END = "resume.";

  private final Path folder;
  // All of H2's files begin with it: router.mv.db.
  private final String start;

  private PauseFiles(Path database) {
    this.folder = database.getParent();
    this.start = database.getFileName().toString().replaceFirst("mv\\.db$", "");
  }

  /** Returns those of the database at this URL; empty where it is not in a file of its own. */
  public static Optional<PauseFiles> of(String url) {
    return Dialect.of(url).file().map(PauseFiles::new);
  }

  /**
   * Asks for a pause, or for its end.
   *
   * @return the file that is there until it is done
   */
  public Path leave(BackendName backend, boolean pause) throws IOException {
    Files.deleteIfExists(file(pause ? END : PAUSE, backend.value()));
    return Files.write(file(pause ? PAUSE : END, backend.value()), new byte[0]);
  }

  /** Does what was asked for. */
  public void takeUp(Consumer<BackendName> begin, Consumer<BackendName> end) {
    for (String name : names()) {
      takeUp(PAUSE, name, begin);
      takeUp(END, name, end);
    }
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(start))
          .map(name -> name.substring(start.length()))
          .toList();
    } catch (IOException e) {
      // Whoever asks is told that it was not done.
      log.debug("cannot read {}", folder, e);
      return List.of();
    }
  }

  private void takeUp(String what, String name, Consumer<BackendName> work) {
    if (name.startsWith(what)) {
      String backend = name.substring(what.length());
      try {
        work.accept(new BackendName(backend));
        Files.deleteIfExists(file(what, backend));
      } catch (IllegalArgumentException e) {
        log.debug("{}{} is none of ours", start, name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Path file(String what, String backend) {
    return folder.resolve(start + what + backend);
  }
}
