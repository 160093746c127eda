package org.threadless.benchmarks.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PostgreSQL that is installed, with its defaults: what is committed is on the disk. */
public final class Postgres implements AutoCloseable {

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final int port;

  private Postgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Returns where its programs are; empty where it is not installed. */
  public static Optional<Path> installed() throws IOException {
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

  /** Starts one with an empty database. */
  public static Postgres start(Path programs) throws IOException, InterruptedException {
    // Not in /tmp, which is often in memory.
    Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "benchmarks-postgres");
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Postgres postgres = new Postgres(programs, folder, port);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    postgres.run("initdb", "-A", "trust", "-U", "router", "-D", postgres.data());
    postgres.start();
    postgres.run(
        "createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "router", "router");
    return postgres;
  }

  /** Starts it again after {@link #stop}. */
  public void start() throws IOException, InterruptedException {
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1",
        "start");
  }

  /** Stops it as for an upgrade: whoever is connected is sent away. */
  public void stop() throws IOException, InterruptedException {
    run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
  }

  /** Returns its database. */
  public BenchmarkDatabase store() {
    return new BenchmarkDatabase("jdbc:postgresql://127.0.0.1:" + port + "/router", "router");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  // It refuses to run as root.
  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("benchmarks", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output);
    Files.delete(output);
    if (exit != 0) {
      throw new IOException(command + " failed: " + text);
    }
  }

  @Override
  public void close() {
    try {
      if (Files.isDirectory(folder)) {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        run(List.of("rm", "-rf", folder.toString()));
      }
    } catch (IOException e) {
      System.err.println(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
