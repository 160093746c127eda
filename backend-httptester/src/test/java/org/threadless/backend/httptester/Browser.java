package org.threadless.backend.httptester;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the tester named {@code public} of a router; follows no redirect. */
final class Browser {

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI root;

  /**
   * @param root of the router
   */
  Browser(URI root) {
    this.root = root;
  }

  /** Sends a text as this identity. */
  HttpResponse<String> say(String identity, String text) throws IOException, InterruptedException {
    return post("public/", "identity=" + encoded(identity) + "&text=" + encoded(text));
  }

  HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
    return send("POST", path, form);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /**
   * @param path below {@code /httptester/}
   */
  HttpResponse<String> send(String method, String path, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(root.resolve("/httptester/" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Returns the conversation of an identity, which is given as it stands in the path. */
  JsonNode messages(String pathSegment) throws IOException, InterruptedException {
    return json.readTree(get("public/" + pathSegment + "/messages").body());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
