package org.threadless.benchmarks.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.threadless.benchmarks.load.Wrk;
import org.threadless.benchmarks.result.Results;
import org.threadless.benchmarks.server.BareServer;
import org.threadless.benchmarks.server.BenchmarkDatabase;
import org.threadless.benchmarks.server.RouterUnderTest;
import org.threadless.benchmarks.server.ServerProcess;

/**
 * What all parts measure with.
 *
 * @param work a folder on a disk, for everybody's files
 * @param javaHome of the Java that everything runs on
 * @param router the router of the zip
 * @param wrk the load
 * @param postgres the programs of PostgreSQL, where it is installed
 * @param rounds how often each is measured; they take turns
 * @param seconds how long each load is
 * @param quick whether it is only to be seen that it runs
 * @param results where values go
 */
public record Setting(
    Path work,
    Path javaHome,
    RouterUnderTest router,
    Wrk wrk,
    Optional<Path> postgres,
    int rounds,
    int seconds,
    boolean quick,
    Results results) {

  /** Returns how long Java is let compile what it runs: H2 takes it longest. */
  public int warmUpSeconds() {
    return quick ? 1 : 25;
  }

  /** Returns the same with another router. */
  public Setting with(RouterUnderTest other) {
    return new Setting(work, javaHome, other, wrk, postgres, rounds, seconds, quick, results);
  }

  /** Starts a bare server in a process of its own. */
  public ServerProcess bareServer(long delayMillis) throws IOException {
    return ServerProcess.start(
        new ProcessBuilder(
            javaHome.resolve("bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            Long.toString(delayMillis)));
  }

  /** Starts the router on a database. */
  public ServerProcess serve(String name, BenchmarkDatabase store, String... backends)
      throws IOException {
    return serve("", "", name, store, backends);
  }

  /** The same with sections of the configuration besides. */
  public ServerProcess serveWith(
      List<String> sections, String name, BenchmarkDatabase store, String... backends)
      throws IOException {
    return router.serve(javaHome, name, "", lines(sections, "", store, backends));
  }

  /**
   * The same.
   *
   * @param options for its JVM
   * @param http what is set for HTTP besides, with a comma before it
   * @param name of its configuration
   * @param backends lines of the configuration
   */
  public ServerProcess serve(
      String options, String http, String name, BenchmarkDatabase store, String... backends)
      throws IOException {
    return serveOn(javaHome, options, http, name, store, backends);
  }

  /** The same on another Java. */
  public ServerProcess serveOn(
      Path java,
      String options,
      String http,
      String name,
      BenchmarkDatabase store,
      String... backends)
      throws IOException {
    return router.serve(java, name, options, lines(List.of(), http, store, backends));
  }

  private static List<String> lines(
      List<String> sections, String http, BenchmarkDatabase store, String... backends) {
    List<String> lines = new ArrayList<>(sections);
    lines.add("http: {port: 0" + http + "}");
    lines.add("database: {url: '" + store.url() + "', user: '" + store.user() + "'}");
    lines.add("backends:");
    Arrays.stream(backends).forEach(backend -> lines.add("  " + backend));
    return lines;
  }

  /** Returns an H2 in a file of its own, which is there until {@link #removeH2}. */
  public BenchmarkDatabase h2(String name) {
    return new BenchmarkDatabase("jdbc:h2:file:" + h2Folder().resolve(name), "");
  }

  /** Removes the files of all H2, which grow to tens of gigabytes. */
  public void removeH2() throws IOException {
    if (Files.isDirectory(h2Folder())) {
      Folders.delete(h2Folder());
    }
  }

  private Path h2Folder() {
    return work.resolve("h2");
  }
}
