package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.threadless.testrig.Ports;

/** The PostgreSQL that is installed, with all its programs: those of a dump as well. */
final class DebianPostgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port = Ports.free();

  private DebianPostgres(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** Starts one; skips a test where it is not installed, and under {@code CI=true} fails. */
  static DebianPostgres start() throws IOException, InterruptedException {
    Optional<Path> installed = installed();
    if (installed.isEmpty()) {
      String sentence = "PostgreSQL is not installed; on Debian: apt-get install postgresql";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(sentence);
      }
      Assumptions.abort(sentence);
    }
    // Not in a folder of the test's, which its user could not enter.
    Path folder = Files.createTempDirectory("debian-postgres");
    DebianPostgres postgres = new DebianPostgres(installed.orElseThrow(), folder);
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    postgres.program("initdb", "-A", "trust", "-U", "router", "-N", "-D", postgres.data());
    postgres.program(
        "pg_ctl",
        "-D",
        postgres.data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-F -p " + postgres.port + " -k " + folder + " -c listen_addresses=127.0.0.1",
        "start");
    return postgres;
  }

  private static Optional<Path> installed() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** Makes an empty database, and returns its URL; its user is {@code router}. */
  String database(String name) throws IOException, InterruptedException {
    program("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "router", name);
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  // It refuses to run as root.
  private void program(String name, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    FinishedCommand finished =
        FinishedCommand.of(new ProcessBuilder(command).directory(Path.of("/").toFile()));
    if (finished.exit() != 0) {
      throw new IOException(command + ": " + finished.err());
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    run(List.of("rm", "-rf", folder.toString()));
  }
}
