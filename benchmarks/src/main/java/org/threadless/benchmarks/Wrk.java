package org.threadless.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The load: {@code wrk} with its connections kept open, and messages of 10,000 phones. */
final class Wrk {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path script;

  /**
   * @param folder where its script is put
   */
  Wrk(Path folder) throws IOException {
    script = folder.resolve("post.lua");
    try (InputStream in = Wrk.class.getResourceAsStream("post.lua")) {
      Files.write(script, in.readAllBytes());
    }
  }

  /**
   * What came of a load.
   *
   * @param requests how many were answered
   * @param micros how long it took
   * @param failed how many were not answered with 2xx or 3xx, or not at all
   * @param p50 the median of the times to the answer, in microseconds
   * @param p99 what 99 % were faster than
   * @param p999 what 99.9 % were faster than
   */
  record Load(long requests, long micros, long failed, long p50, long p99, long p999) {

    double rate() {
      return (requests - failed) * 1e6 / micros;
    }
  }

  /** Which external ids messages have. */
  enum Ids {
    NONE,
    NEW
  }

  /** Sends as fast as answers come. */
  Load post(URI url, int connections, int seconds) throws IOException, InterruptedException {
    return post(url, connections, seconds, Ids.NONE);
  }

  /** The same with external ids. */
  Load post(URI url, int connections, int seconds, Ids ids)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "wrk",
            connections > 64 ? "-t2" : "-t1",
            "-c" + connections,
            "-d" + seconds + "s",
            "--timeout",
            "20s",
            "-s",
            script.toString(),
            url.toString(),
            ids.name());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output
        .lines()
        .filter(line -> line.startsWith("RESULT "))
        .findFirst()
        .map(line -> JSON.readValue(line.substring("RESULT ".length()), Load.class))
        .orElseThrow(() -> new IOException("wrk failed: " + output));
  }
}
