package org.threadless.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The load: {@code wrk} with its connections kept open, and messages of 10,000 phones. */
public final class Wrk {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path form;
  private final Path api;

  /**
   * @param folder where its scripts are put
   */
  public Wrk(Path folder) throws IOException {
    form = script(folder, "post.lua");
    api = script(folder, "send.lua");
  }

  private static Path script(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), read("common.lua") + read(name));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = Wrk.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
  public record Load(long requests, long micros, long failed, long p50, long p99, long p999) {

    /** Returns how many a second were answered well. */
    public double rate() {
      return (requests - failed) * 1e6 / micros;
    }
  }

  /** Which external ids messages have. */
  public enum Ids {
    NONE,
    NEW
  }

  /** Sends as fast as answers come. */
  public Load post(URI url, int connections, int seconds) throws IOException, InterruptedException {
    return post(url, connections, seconds, Ids.NONE);
  }

  /** The same with external ids. */
  public Load post(URI url, int connections, int seconds, Ids ids)
      throws IOException, InterruptedException {
    return run(form, url, connections, seconds, ids.name());
  }

  /**
   * Sends messages through the API.
   *
   * @param recipients of each request
   * @param keys whether each request has a key of its own
   */
  public Load send(
      URI url, int connections, int seconds, String token, int recipients, boolean keys)
      throws IOException, InterruptedException {
    String key = keys ? "KEY" : "NONE";
    return run(api, url, connections, seconds, token, Integer.toString(recipients), key);
  }

  private static Load run(Path script, URI url, int connections, int seconds, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                connections > 64 ? "-t2" : "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "20s",
                "-s",
                script.toString(),
                url.toString()));
    command.addAll(List.of(arguments));
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
