package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.access.token.Tokens;
import org.threadless.testing.TestRouter;
import org.threadless.testing.TestRouterBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A router that serves its API on a free port, and a program that has a token for all of it. What
 * they say to each other has to be as {@code openapi.yaml} says.
 */
final class ApiRouter implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Description DESCRIPTION = Description.read();

  private final TestRouter router;
  private final SeenApi api;
  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();
  private Secret token;

  private ApiRouter(TestRouter router, SeenApi api) {
    this.router = router;
    this.api = api;
    this.root = router.listen();
    this.token = token("all", Set.of(Right.values()));
  }

  static ApiRouter start() {
    return start(TestRouter.builder());
  }

  static ApiRouter start(TestRouterBuilder builder) {
    return start(builder, List.of());
  }

  static ApiRouter start(TestRouterBuilder builder, List<String> trustedProxies) {
    SeenApi api = new SeenApi();
    return new ApiRouter(
        builder.endpoint(api.plugin(), new ApiSettings(trustedProxies)).start(), api);
  }

  static Description description() {
    return DESCRIPTION;
  }

  /** Returns the operations that are served: {@code GET /messages/{id}}. */
  Set<String> served() {
    return api.served();
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

  /** Sends a request, and holds it and its answer against the description. */
  Answered send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(exchange(request, response).problems(DESCRIPTION)).isEmpty();
      return new Answered(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(request.toString(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Exchange exchange(HttpRequest request, HttpResponse<String> response) {
    return new Exchange(
        request.method(),
        request.uri(),
        request.headers(),
        request.bodyPublisher().map(ApiRouter::text).orElse(""),
        response.statusCode(),
        response.headers(),
        response.body());
  }

  private static String text(HttpRequest.BodyPublisher body) {
    HttpResponse.BodySubscriber<String> read =
        HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            read.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            read.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable e) {
            read.onError(e);
          }

          @Override
          public void onComplete() {
            read.onComplete();
          }
        });
    return read.getBody().toCompletableFuture().join();
  }

  @Override
  public void close() {
    router.close();
  }
}
