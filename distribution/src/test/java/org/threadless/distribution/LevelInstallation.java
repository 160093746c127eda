package org.threadless.distribution;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** An unzipped router with the apps and backends that the kept databases are of. */
record LevelInstallation(Distribution distribution) {

  static final String PAGE = "/httptester/public/";

  /** The identity that has been asked for its name. */
  static final String ASKED = "+254700000007";

  // Nobody listens at that port, so what goes there waits.
  private static final String CONFIGURATION =
      """
      http: {port: 0}
      database: {url: "%s"%s}
      api: {}
      apps: [guard, register, echo, default]
      callbacks:
        - {url: "http://127.0.0.1:9/told", secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}
      callbacks-by-message: {secret: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=, allow: [hooks.example.org]}
      backends:
        public: {engine: httptester}
        dead: {engine: http, outgoing-url: "http://127.0.0.1:9/"}
      """;

  /** Unzips one. */
  static LevelInstallation in(Path folder, String url, String user)
      throws IOException, InterruptedException {
    Distribution unzipped = Distribution.prepareIn(folder);
    Files.writeString(
        unzipped.file("conf/router.yml"),
        CONFIGURATION.formatted(url, user.isEmpty() ? "" : ", user: " + user));
    return new LevelInstallation(unzipped);
  }

  /** Runs a command, which must not fail. */
  FinishedCommand run(String... arguments) throws IOException, InterruptedException {
    FinishedCommand finished = distribution.run(arguments);
    if (finished.exit() != 0) {
      throw new AssertionError(String.join(" ", arguments) + ": " + finished.err());
    }
    return finished;
  }

  /** Asks the API, and returns the answer. */
  static String call(RouterProcess router, String token, String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(router.root().resolve("/api/v1/" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, BodyPublishers.ofString(json))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
