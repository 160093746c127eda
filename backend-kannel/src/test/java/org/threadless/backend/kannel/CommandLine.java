package org.threadless.backend.kannel;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.threadless.server.command.RouterCommand;

/**
 * What the command line has said.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
record CommandLine(int exit, String out, String err) {

  /** Runs {@code router kannel COMMAND gateway ARGUMENT...} with a configuration file. */
  static CommandLine run(Path file, String command, String... arguments) {
    return runOn(file, command, "gateway", arguments);
  }

  /** Runs {@code router kannel COMMAND BACKEND ARGUMENT...} with a configuration file. */
  static CommandLine runOn(Path file, String command, String backend, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all =
        Stream.concat(
                Stream.of("kannel", command, "--config", file.toString(), backend),
                Arrays.stream(arguments))
            .toArray(String[]::new);
    int exit = RouterCommand.run(new PrintWriter(out), new PrintWriter(err), all);
    return new CommandLine(exit, out.toString(), err.toString());
  }

  /** Writes a configuration file that has one backend, named {@code gateway}. */
  static Path configured(Path folder, int port, String... settings) {
    try {
      return Files.writeString(
          folder.resolve("router.yml"), GatewayRouter.yaml("jdbc:h2:mem:none", port, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines that begin with this word, without it. */
  List<String> lines(String word) {
    return out.lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length()).strip())
        .toList();
  }
}
