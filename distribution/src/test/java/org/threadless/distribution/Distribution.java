package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The zip, unpacked as a user would unpack it: with the permissions it has.
 *
 * @param folder the folder {@code threadless-router-<version>}
 */
public record Distribution(Path folder) {

  /** Unpacks the zip of this build into {@code target}. */
  public static Distribution unzipInto(Path target) throws IOException {
    Path zip = Path.of(System.getProperty("router.zip"));
    try (FileSystem files =
        FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
      Path root = files.getPath("/");
      Files.walkFileTree(root, new Unzip(root, target));
    }
    String zipName = zip.getFileName().toString();
    return new Distribution(target.resolve(zipName.substring(0, zipName.lastIndexOf('.'))));
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
    return serveOn("", options);
  }

  /** The same with options for Java. */
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
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("ROUTER_OPTS", "ROUTER_HOME", "ROUTER_CONF", "ROUTER_LOG"));
    return builder;
  }

  /** Copies files and folders, with their permissions. */
  private static final class Unzip extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Path target;

    Unzip(Path root, Path target) {
      this.root = root;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(to(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(file, to(file));
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
      Files.setPosixFilePermissions(to(file), permissions);
      return FileVisitResult.CONTINUE;
    }

    private Path to(Path source) {
      return target.resolve(root.relativize(source).toString());
    }
  }
}
