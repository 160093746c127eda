package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.Right;

/** Made from {@code openapi.yaml}, so that no operation can be forgotten. */
class AccessToOperationsTest {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "MADE-UP");

  private static ApiRouter api;
  private static List<DescribedOperation> served;

  @BeforeAll
  static void start() {
    api = ApiRouter.start();
    served =
        ApiRouter.description().operations().stream()
            .filter(each -> api.served().contains(each.toString()))
            .toList();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  static List<DescribedOperation> operations() {
    return served;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoseTokenLacksTheRightMayNot(DescribedOperation operation) {
    Set<Right> others =
        Arrays.stream(Right.values())
            .filter(right -> !right.written().equals(operation.right()))
            .collect(Collectors.toSet());
    Secret token = api.token(operation.part().text("operationId"), others);

    Answered answered =
        api.send(request(operation).header("Authorization", "Bearer " + token.reveal()));

    assertThat(answered.status()).isEqualTo(403);
    assertThat(answered.json().get("detail").stringValue())
        .endsWith("it needs the right " + operation.right());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoHasNoTokenMayNot(DescribedOperation operation) {
    Answered answered = api.send(request(operation));

    assertThat(answered.status()).isEqualTo(401);
    assertThat(answered.response().headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anotherMethodIsNotKnownThere(DescribedOperation operation) {
    Set<String> here =
        served.stream()
            .filter(each -> each.path().equals(operation.path()))
            .map(DescribedOperation::method)
            .collect(Collectors.toSet());
    for (String method : METHODS) {
      if (!here.contains(method)) {
        Answered answered = api.send(request(operation).method(method, BodyPublishers.noBody()));

        assertThat(answered.status()).as(method).isEqualTo(405);
        assertThat(answered.response().headers().firstValue("Allow").orElseThrow().split(", "))
            .containsExactlyInAnyOrderElementsOf(here);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void belowAndBesideItIsNothing(DescribedOperation operation) {
    String path = path(operation);
    for (String other : List.of(path + "/x/y/z", "/x" + path)) {
      assertThat(api.get(other).status()).as(other).isEqualTo(404);
    }
  }

  private static String path(DescribedOperation operation) {
    return operation.pathWith(new SchemaValues(new Random(1))::text);
  }

  private static HttpRequest.Builder request(DescribedOperation operation) {
    return HttpRequest.newBuilder(api.root().resolve("/api/v1" + path(operation)))
        .method(operation.method(), BodyPublishers.noBody());
  }
}
