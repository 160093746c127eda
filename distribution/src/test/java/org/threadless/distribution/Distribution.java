package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The zip, unpacked as a user would unpack it: with the permissions it has.
 *
 * @param folder the folder {@code threadless-router-<version>}
 */
public record Distribution(Path folder) {

  /**
   * Options for Java that let a router start in less time: what runs for seconds is done before a
   * better compiler and several collectors of garbage would be of use to it. All that is started
   * has them, unless it is given others.
   */
  public static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Unpacks the zip of this build into {@code target}. */
  public static Distribution unzipInto(Path target) throws IOException {
    Path unzipped = UnzippedOnce.folder();
    Files.walkFileTree(unzipped, new CopiedFiles(unzipped, target));
    return new Distribution(target.resolve(UnzippedOnce.name()));
  }

  /**
   * The same after {@code bin/router prepare}, for whoever does not look at what is in the folder:
   * it starts in half the time.
   */
  public static Distribution prepareIn(Path target) throws IOException, InterruptedException {
    Distribution distribution = unzipInto(target);
    PreparedOnce.linkInto(distribution);
    return distribution;
  }

  /** Returns a file of it. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Replaces the configuration by one that differs in this. */
  public void configure(String what, String by) throws IOException {
    String before = Files.readString(file("conf/router.yml"));
    String after = before.replace(what, by);
    if (after.equals(before)) {
      throw new IllegalArgumentException("conf/router.yml does not hold " + what);
    }
    Files.writeString(file("conf/router.yml"), after);
  }

  /** Makes use of a plugin that comes with it and is not loaded by itself. */
  public void plugIn(String plugin) throws IOException {
    Files.createSymbolicLink(file("plugins/" + plugin), file("plugins-available/" + plugin));
  }

  /** Runs {@code bin/router} to its end. */
  public FinishedCommand run(String... arguments) throws IOException, InterruptedException {
    return FinishedCommand.of(command(file("bin/router").toString(), arguments));
  }

  /** Starts {@code bin/router serve}, and returns when it listens. */
  public RouterProcess serve(String... options) throws IOException {
    return serveOn(QUICK, options);
  }

  /** The same with other options for Java; with none, as it is when it is unzipped. */
  public RouterProcess serveOn(String javaOptions, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(Arrays.asList(options));
    ProcessBuilder command =
        command(file("bin/router").toString(), arguments.toArray(String[]::new));
    command.environment().put("ROUTER_OPTS", javaOptions);
    return RouterProcess.start(command);
  }

  /** Returns the values of a query to its database, which must be H2 and used by nobody else. */
  List<String> column(String query) throws SQLException {
    String url =
        "jdbc:h2:file:"
            + file("data/router").toAbsolutePath()
            + ";DATABASE_TO_LOWER=TRUE;MODE=PostgreSQL";
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** Returns a command to be run in the folder that the test itself runs in. */
  public static ProcessBuilder command(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    // The same Java for all; nothing else of the surroundings may count.
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeAll(Set.of("ROUTER_HOME", "ROUTER_CONF", "ROUTER_LOG"));
    builder.environment().put("ROUTER_OPTS", QUICK);
    return builder;
  }
}
