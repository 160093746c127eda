package org.threadless.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
record Setting(
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
  int warmUpSeconds() {
    return quick ? 1 : 25;
  }

  /** Starts a bare server in a process of its own. */
  Served bareServer(long delayMillis) throws IOException {
    return Served.start(
        new ProcessBuilder(
            javaHome.resolve("bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.threadless.benchmarks.BareServer",
            Long.toString(delayMillis)));
  }

  /** Returns the lines of a configuration. */
  static List<String> configuration(String url, String user, String http, List<String> backends) {
    List<String> lines = new ArrayList<>();
    lines.add("http: {port: 0" + http + "}");
    lines.add("database: {url: '" + url + "', user: '" + user + "'}");
    lines.add("backends:");
    backends.forEach(backend -> lines.add("  " + backend));
    return lines;
  }

  /** Returns the URL of an H2 in a file of its own. */
  String h2(String name) {
    return "jdbc:h2:file:" + work.resolve(name).resolve("h2");
  }
}
