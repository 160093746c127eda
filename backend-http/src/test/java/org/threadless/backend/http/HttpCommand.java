package org.threadless.backend.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.threadless.server.command.RouterCommand;

/**
 * What {@code router http} has said.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its standard error
 */
record HttpCommand(int exit, String out, String err) {

  /** Runs {@code router http COMMAND gateway OPTION...} with the configuration in a folder. */
  static HttpCommand run(Path folder, String command, String... options) {
    return router(
        folder,
        command,
        Stream.concat(Stream.of("gateway"), Arrays.stream(options)).toArray(String[]::new));
  }

  /** The same without {@code gateway}. */
  static HttpCommand router(Path folder, String command, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all =
        Stream.concat(
                Stream.of("http", command, "--config", folder + "/router.yml"),
                Arrays.stream(options))
            .toArray(String[]::new);
    int exit = RouterCommand.run(new PrintWriter(out), new PrintWriter(err), all);
    return new HttpCommand(exit, out.toString(), err.toString());
  }

  /** Writes a configuration whose only backend has these settings, and a preset of ours. */
  static void configure(Path folder, String preset, String... settings) throws IOException {
    Files.createDirectories(folder.resolve("presets"));
    Files.writeString(folder.resolve("presets/ours.yml"), preset);
    Files.writeString(
        folder.resolve("router.yml"),
        """
        http: {port: 8000}
        database: {url: "jdbc:h2:mem:none"}
        apps: []
        backends:
          gateway:
            engine: http
        """
            + String.join("\n", Arrays.stream(settings).map("    "::concat).toList())
            + "\n");
  }
}
