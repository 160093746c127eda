package org.threadless.distribution;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.threadless.testrig.Ports;

/** A PostgreSQL that can be stopped, started again with what it holds, frozen, and crashed. */
public final class RestartablePostgres implements AutoCloseable {

  private final Path data;
  private final int port = Ports.free();
  private EmbeddedPostgres postgres;

  /** Starts one. */
  public RestartablePostgres(Path data) throws IOException {
    this.data = data;
    start();
  }

  private EmbeddedPostgres.Builder builder() {
    // It has both off by itself.
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  /** Returns where the user {@code postgres} reaches it. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Makes a database that is empty, and returns where the user {@code postgres} reaches it. */
  public String newDatabase(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  /** Stops it. */
  public void stop() throws IOException {
    postgres.close();
    postgres = null;
  }

  /** Starts it again, with what it held. */
  public final void start() throws IOException {
    postgres = builder().start();
  }

  /**
   * Kills the process of a connection, when there can be one: the server ends all others, forgets
   * what it has in memory, and starts again with what it has written. While it starts, it would end
   * for good.
   */
  public void crash() throws IOException, InterruptedException {
    long process =
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(this::processOfConnection, pid -> pid > 0);
    signal("-KILL", ProcessHandle.of(process).stream().toList());
  }

  // That of somebody else: its own ends with the question.
  private long processOfConnection() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT max(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid != pg_backend_pid()")) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /** Keeps everybody from a table, until the connection is closed. */
  Connection lock(String table) throws SQLException {
    Connection connection = postgres.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
    return connection;
  }

  /** Lets it do nothing more, as a machine does that is overloaded or whose disk hangs. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
    signal(signal, Stream.concat(Stream.of(server), server.descendants()).toList());
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
  }

  private static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(each -> command.add(String.valueOf(each.pid())));
    new ProcessBuilder(command).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
