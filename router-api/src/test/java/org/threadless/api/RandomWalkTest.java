package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.testing.TestRouter;

/**
 * Whatever comes, the answer is one that {@code openapi.yaml} has, and never that the router has a
 * fault. {@code -Dwalk.seconds=300} walks further, {@code -Dwalk.seed=N} the same way again.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class RandomWalkTest {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> TYPES =
      List.of(
          "application/json; charset=UTF-8",
          "application/json;charset=UTF-16",
          "Application/JSON",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=",
          "text/csv",
          "text/plain",
          ";",
          "x");
  private static final List<String> PATHS =
      List.of(
          "%2F",
          "%2f..%2f",
          "%00",
          "%20",
          "+",
          "%FF",
          "%ED%A0%80",
          "%E2%80%8F",
          ";a=b",
          "x".repeat(3_000),
          "");
  private static final List<String> QUERIES =
      List.of(
          "%00=%00",
          "limit=1&limit=2",
          "=",
          "&&",
          "a",
          "limit=%ff",
          "cursor=%2F%00",
          "text=%ED%A0%80",
          "from",
          "status=,",
          "identity=+");
  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key",
          "Accept",
          "Content-Encoding",
          "X-Forwarded-For",
          "Accept-Charset",
          "Range");

  private final long seed = Long.getLong("walk.seed", 1);
  private final Random random = new Random(seed);
  private final SchemaValues values = new SchemaValues(random);
  private final List<DescribedOperation> described = ApiRouter.description().operations();
  private List<DescribedOperation> served;
  private ApiRouter api;

  @BeforeEach
  void start() {
    api = ApiRouter.start(TestRouter.builder().route("+254", "test"));
    served = described.stream().filter(each -> api.served().contains(each.toString())).toList();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whateverComesIsAnsweredAsDescribed() {
    long end =
        System.nanoTime() + Duration.ofSeconds(Integer.getInteger("walk.seconds", 5)).toNanos();
    int steps = 0;
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (; steps < 150 || System.nanoTime() < end; steps++) {
      Answered answered = step();
      statuses.merge(answered.status(), 1, Integer::sum);
      assertThat(answered.status()).as("walk.seed=" + seed + ", step " + steps).isLessThan(500);
      learn(answered);
    }
    System.out.printf("walk.seed=%d: %d steps %s%n", seed, steps, statuses);
    assertThat(statuses).containsKeys(200, 202, 400, 404, 422);
    assertThat(api.get("/messages").status()).isEqualTo(200);
  }

  private Answered step() {
    DescribedOperation operation = values.pick(rarely() ? described : served);
    values.slip(values.pick(List.of(0, 0, 1, 1, 3)));
    String path = rarely() ? oddPath(operation) : operation.pathWith(values::text);
    String query = rarely() ? values.pick(QUERIES) : query(operation);
    HttpRequest.Builder request = api.request(path + (query.isEmpty() ? "" : "?" + query));
    if (rarely()) {
      String wild = values.wild().replaceAll("[^ -~]", "?");
      request.header(values.pick(HEADERS), wild.substring(0, Math.min(200, wild.length())));
    }
    if (random.nextInt(5) == 0) {
      request.header("Idempotency-Key", "k" + random.nextInt(20));
    }
    String method = rarely() ? values.pick(METHODS) : operation.method();
    return send(request.method(method, body(operation, request)));
  }

  private Answered send(HttpRequest.Builder request) {
    try {
      return api.send(request);
    } catch (UncheckedIOException e) {
      // The request before had a body that nobody read, as that of a GET, and its connection was
      // closed: the same again, on another one.
      return api.send(request);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAndTheNextRequestAnswered() {
    HttpRequest.Builder request =
        api.request("/messages").POST(BodyPublishers.ofByteArray(new byte[9 * 1024 * 1024]));

    assertThat(api.send(request).status()).isEqualTo(413);
    assertThat(api.get("/messages").status()).isEqualTo(200);
  }

  private String oddPath(DescribedOperation operation) {
    return rarely()
        ? "/" + values.pick(PATHS) + "/" + values.pick(PATHS)
        : operation.pathWith(schema -> "ODD").replace("ODD", values.pick(PATHS));
  }

  private String query(DescribedOperation operation) {
    return operation.parameters("query").entrySet().stream()
        .filter(each -> random.nextInt(4) == 0)
        .map(each -> each.getKey() + "=" + DescribedOperation.encoded(values.text(each.getValue())))
        .collect(Collectors.joining("&"));
  }

  private BodyPublisher body(DescribedOperation operation, HttpRequest.Builder request) {
    Optional<Map.Entry<String, SchemaPart>> described =
        operation.bodies().entrySet().stream().findAny();
    if (described.isEmpty() || random.nextInt(20) == 0) {
      return rarely() ? BodyPublishers.ofString(values.wild()) : BodyPublishers.noBody();
    }
    request.header("Content-Type", rarely() ? values.pick(TYPES) : described.get().getKey());
    if (rarely()) {
      byte[] bytes = new byte[random.nextInt(100)];
      random.nextBytes(bytes);
      return BodyPublishers.ofByteArray(bytes);
    }
    String body =
        described.get().getKey().equals("text/csv")
            ? "identity,name\n" + values.text(described.get().getValue()) + "\n"
            : values.json(described.get().getValue());
    return BodyPublishers.ofString(body, StandardCharsets.UTF_8);
  }

  /** Takes ids that there are. */
  private void learn(Answered answered) {
    if (answered.status() < 300 && answered.text().startsWith("{")) {
      answered.json().findValuesAsString("id").stream().limit(3).forEach(values::know);
    }
  }

  private boolean rarely() {
    return random.nextInt(12) == 0;
  }
}
