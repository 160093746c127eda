package org.threadless.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.threadless.testrig.Ports;

/** A real Prometheus that reads a router's metrics and evaluates its alert rules, each second. */
final class Prometheus implements AutoCloseable {

  private final URI root = URI.create("http://127.0.0.1:" + Ports.free() + "/");
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;

  /** Skips a test where Prometheus is not installed; under {@code CI=true}, it fails. */
  static void require() throws IOException, InterruptedException {
    String sentence =
        "Prometheus is not installed; on Debian: apt-get install --no-install-recommends prometheus";
    ProcessBuilder look =
        new ProcessBuilder("sh", "-c", "command -v prometheus && command -v promtool");
    if (FinishedCommand.of(look).exit() != 0) {
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(sentence);
      }
      Assumptions.abort(sentence);
    }
  }

  /**
   * Starts it.
   *
   * @param monitoring the folder with the example and the rules
   * @param folder an empty one, for its files
   */
  Prometheus(Path monitoring, URI router, Path folder) throws IOException {
    String rules = Files.readString(monitoring.resolve("alerts.yml"));
    Files.writeString(folder.resolve("alerts.yml"), rules.replaceAll("for: \\d+m", "for: 0s"));
    String example = Files.readString(monitoring.resolve("prometheus.yml"));
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config, example.replace(": 15s", ": 1s").replace("127.0.0.1:8000", router.getAuthority()));
    this.process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + root.getAuthority())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().until(this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns what it answers to a query, as JSON. */
  String query(String query) throws IOException, InterruptedException {
    return get("api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).body();
  }

  /** Returns the alerts that are raised now, as JSON. */
  String alerts() throws IOException, InterruptedException {
    return get("api/v1/alerts").body();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
