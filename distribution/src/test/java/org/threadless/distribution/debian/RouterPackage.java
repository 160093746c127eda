package org.threadless.distribution.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.threadless.distribution.FinishedCommand;

/**
 * A Debian package of the router.
 *
 * @param file the {@code .deb}
 */
record RouterPackage(Path file) {

  static RouterPackage ofThisBuild() {
    return new RouterPackage(Path.of(System.getProperty("router.deb")));
  }

  /** Returns a file of that name in the same folder. */
  Path beside(String name) {
    return file.resolveSibling(name);
  }

  /**
   * Makes one of the version before, which has another configuration and one more jar.
   *
   * @param folder empty
   */
  RouterPackage older(Path folder) throws IOException, InterruptedException {
    Path content = folder.resolve("content");
    dpkg("--raw-extract", file.toString(), content.toString());
    edit(content.resolve("DEBIAN/control"), "(?m)^Version: .*$", "Version: 0.0.9");
    edit(content.resolve("etc/threadless-router/router.yml"), "# For texts", "# Of old, for texts");
    edit(content.resolve("DEBIAN/md5sums"), "(?m)^.*etc/threadless-router/router.yml\n", "");
    Files.copy(
        content.resolve("usr/share/threadless-router/conf/logback.xml"),
        content.resolve("usr/share/threadless-router/lib/old.jar"));
    Path older = folder.resolve("threadless-router_0.0.9_all.deb");
    dpkg("-Znone", "--build", content.toString(), older.toString());
    return new RouterPackage(older);
  }

  private static void edit(Path file, String what, String by) throws IOException {
    String before = Files.readString(file);
    String after = before.replaceAll(what, by);
    if (after.equals(before)) {
      throw new IllegalArgumentException(file + " does not hold " + what);
    }
    Files.writeString(file, after);
  }

  private static void dpkg(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder("dpkg-deb");
    command.command().addAll(List.of(arguments));
    FinishedCommand finished = FinishedCommand.of(command);
    if (finished.exit() != 0) {
      throw new IOException(String.join("\n", finished.err()));
    }
  }
}
