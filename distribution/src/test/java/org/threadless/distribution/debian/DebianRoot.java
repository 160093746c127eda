package org.threadless.distribution.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.threadless.distribution.FinishedCommand;

/**
 * A Debian 12 with nothing in it but what every one has, in a folder; its commands share the
 * network and the processes of this machine. Systemd is installed in it, and does not run.
 *
 * @param folder its root
 */
record DebianRoot(Path folder) {

  private static final Duration KEPT = Duration.ofDays(3);

  private static final String MOUNTED =
      "mount --rbind /proc \"$0/proc\" && exec chroot \"$0\" \"$@\"";

  /**
   * Makes one, from the packages of Debian, or of what was made before.
   *
   * @param kept where what is made is kept; made anew where it is too old to be updated
   */
  static DebianRoot make(Path folder, Path kept) throws IOException, InterruptedException {
    if (!isFresh(kept)) {
      bootstrap(kept);
    }
    Files.createDirectory(folder);
    onThisMachine("tar", "--extract", "--file=" + kept, "--directory=" + folder, "--numeric-owner");
    Files.copy(
        Path.of("/etc/resolv.conf"),
        folder.resolve("etc/resolv.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    return new DebianRoot(folder);
  }

  // Debian's mirrors drop the packages that its lists name when there are newer ones.
  private static boolean isFresh(Path kept) throws IOException {
    return Files.exists(kept)
        && Files.getLastModifiedTime(kept).toInstant().isAfter(Instant.now().minus(KEPT));
  }

  private static void bootstrap(Path kept) throws IOException, InterruptedException {
    Path made = kept.resolveSibling(kept.getFileName() + ".new");
    onThisMachine(
        "mmdebstrap",
        "--mode=root",
        "--variant=apt",
        "--include=systemd",
        "--skip=cleanup/apt",
        "--aptopt=Acquire::Languages \"none\"",
        // Nobody needs it after a power cut.
        "--dpkgopt=force-unsafe-io",
        // What the package depends on is there to be installed, and is not installed.
        "--customize-hook=chroot \"$1\" apt-get install -y --no-install-recommends --download-only "
            + "default-jre-headless adduser",
        "--format=tar",
        "bookworm",
        made.toString());
    Files.move(made, kept, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void onThisMachine(String... command) throws IOException, InterruptedException {
    FinishedCommand finished = FinishedCommand.of(new ProcessBuilder(command));
    if (finished.exit() != 0) {
      throw new IOException("no Debian: " + String.join("\n", finished.err()));
    }
  }

  /** Removes it, links and devices as such. */
  void remove() throws IOException, InterruptedException {
    FinishedCommand.of(new ProcessBuilder("rm", "-rf", "--one-file-system", folder.toString()));
  }

  /** Returns a file of it. */
  Path file(String absolute) {
    return folder.resolve(absolute.substring(1));
  }

  /** Runs a command of it as root, to its end. */
  FinishedCommand run(String... command) throws IOException, InterruptedException {
    return FinishedCommand.of(command(Map.of(), command));
  }

  /** The same for one that must not fail; returns what it says on standard output. */
  List<String> done(String... command) throws IOException, InterruptedException {
    FinishedCommand finished = run(command);
    if (finished.exit() != 0) {
      throw new AssertionError(
          String.join(" ", command)
              + " ended with "
              + finished.exit()
              + ":\n"
              + String.join("\n", finished.out())
              + "\n"
              + String.join("\n", finished.err()));
    }
    return finished.out();
  }

  /** Returns a command of it with these variables alone, besides those of every system. */
  ProcessBuilder command(Map<String, String> environment, String... command) {
    List<String> whole =
        new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", MOUNTED, folder.toString()));
    whole.addAll(Arrays.asList(command));
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().clear();
    builder
        .environment()
        .put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return builder;
  }

  /** Installs a package of ours and what it depends on, as {@code apt install ./...} does. */
  List<String> install(Path deb) throws IOException, InterruptedException {
    Files.copy(deb, file("/tmp/router.deb"), StandardCopyOption.REPLACE_EXISTING);
    // What is asked of whoever has edited a file is answered with what apt proposes.
    return done(
        "apt-get",
        "install",
        "-y",
        "--no-install-recommends",
        "-o",
        "Dpkg::Options::=--force-confdef",
        "/tmp/router.deb");
  }
}
