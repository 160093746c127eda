package org.threadless.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.NewToken;
import org.threadless.router.engine.access.Right;
import org.threadless.router.engine.access.Tokens;
import org.threadless.testing.TestRouter;
import org.threadless.testing.TestRouterBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A router that serves its API on a free port, and a program that has a token for all of it. */
final class ApiRouter implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestRouter router;
  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();
  private Secret token;

  private ApiRouter(TestRouter router) {
    this.router = router;
    this.root = router.listen();
    this.token = token("all", Set.of(Right.values()));
  }

  static ApiRouter start() {
    return start(TestRouter.builder());
  }

  static ApiRouter start(TestRouterBuilder builder) {
    return new ApiRouter(builder.endpoint(new ApiPlugin()).start());
  }

  /** What a call was answered. */
  record Answered(int status, HttpResponse<String> response) {

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String text() {
      return response.body();
    }
  }

  /** Makes another token. */
  Secret token(String name, Set<Right> rights) {
    return tokens().add(new NewToken(name, rights, Set.of(), Optional.empty(), Optional.empty()));
  }

  Tokens tokens() {
    return router.injected(Tokens.class);
  }

  /** Has the program show this token from now on. */
  void use(Secret other) {
    token = other;
  }

  TestRouter router() {
    return router;
  }

  URI root() {
    return root;
  }

  Answered get(String path) {
    return send(request(path).GET());
  }

  Answered delete(String path) {
    return send(request(path).DELETE());
  }

  Answered post(String path, String json, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Returns a request with the token, to a path below {@code /api/v1}. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve("/api/v1" + path))
        .header("Authorization", "Bearer " + token.reveal());
  }

  Answered send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answered(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    router.close();
  }
}
