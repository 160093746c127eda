package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that has ended.
 *
 * @param exit its exit code
 * @param out the lines of its standard output
 * @param err the lines of its standard error
 */
public record FinishedCommand(int exit, List<String> out, List<String> err) {

  /** Runs a command to its end. */
  public static FinishedCommand of(ProcessBuilder command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    try {
      int exit = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
      return new FinishedCommand(exit, Files.readAllLines(out), Files.readAllLines(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
