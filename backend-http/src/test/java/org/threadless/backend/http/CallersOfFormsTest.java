package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.http.HttpService;
import org.threadless.http.caller.CallerSettings;
import org.threadless.router.config.Secret;
import org.threadless.router.message.Connection;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

/** Who may bring messages in as forms. */
class CallersOfFormsTest {

  private static final String NOT_NAMED = "allow-ip does not name the address that this comes from";
  private static final String MISSING = "secret: is missing; put ?secret=... at the end of the URL";
  private static final String WRONG = "secret: is wrong";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<TestRouter, URI> roots = new HashMap<>();

  @Test
  void withoutSettingsEveryAddressMayCallBeItThroughAProxy() throws Exception {
    try (TestRouter router = router(null, List.of(), null)) {
      assertTaken(post(router, "", Map.of()));
      assertTaken(post(router, "", Map.of("X-Forwarded-For", "10.1.2.3")));
    }
  }

  @Test
  void onlyTheNamedAddressesMayCall() throws Exception {
    try (TestRouter router = router(List.of("127.0.0.1"), List.of(), null)) {
      assertTaken(post(router, "", Map.of()));
    }
    try (TestRouter router = router(List.of("10.0.0.0/8"), List.of(), null)) {
      assertRefused(post(router, "", Map.of()), NOT_NAMED);
      assertThat(router.conversations().conversation(Connection.of("gateway", "1"), 9)).isEmpty();
    }
  }

  @Test
  void nobodyMayCallWhereNoAddressIsNamed() throws Exception {
    try (TestRouter router = router(List.of(), List.of(), null)) {
      assertRefused(post(router, "", Map.of()), NOT_NAMED);
    }
  }

  @Test
  void aNamedProxyIsBelievedInWhatItSaw() throws Exception {
    try (TestRouter router = router(List.of("10.1.2.3"), List.of("127.0.0.1"), null)) {
      assertTaken(post(router, "", Map.of("X-Forwarded-For", "6.6.6.6, 10.1.2.3")));
      assertRefused(post(router, "", Map.of("X-Forwarded-For", "10.1.2.3, 6.6.6.6")), NOT_NAMED);
    }
    try (TestRouter router = router(List.of("127.0.0.1"), List.of(), null)) {
      assertRefused(
          post(router, "", Map.of("X-Forwarded-For", "127.0.0.1")),
          "this came through a proxy that trusted-proxies does not name");
    }
  }

  @Test
  void theSecretStandsInTheQueryOrInAHeader() throws Exception {
    try (TestRouter router = router(null, List.of(), "s3cret")) {
      assertTaken(post(router, "?secret=s3cret", Map.of()));
      assertTaken(post(router, "", Map.of("Secret", "s3cret")));
      assertRefused(post(router, "", Map.of()), MISSING);
      assertRefused(post(router, "?secret=", Map.of()), WRONG);
      assertRefused(post(router, "?secret=s3cre", Map.of()), WRONG);
      assertRefused(post(router, "?secret=s3crets", Map.of()), WRONG);
      assertRefused(post(router, "", Map.of("Secret", "S3cret")), WRONG);
    }
  }

  @Test
  void theSecretIsNotKeptWithTheMessage() throws Exception {
    try (TestRouter router = router(null, List.of(), "s3cret")) {
      assertTaken(post(router, "?secret=s3cret", Map.of()));
      assertThat(router.conversations().conversation(Connection.of("gateway", "1"), 9))
          .isNotEmpty()
          .allSatisfy(message -> assertThat(message.toString()).doesNotContain("s3cret"));
    }
  }

  @Test
  void whoIsRefusedAgainAndAgainIsOneWarningWithCallerAndReason() throws Exception {
    try (CapturedLog log = new CapturedLog(HttpService.class);
        TestRouter router = router(null, List.of(), "s3cret")) {
      for (int i = 0; i < 3; i++) {
        assertRefused(post(router, "?secret=gu3ss" + i, Map.of()), WRONG);
      }
      assertThat(log.lines())
          .filteredOn(line -> line.contains("answered 403"))
          .singleElement()
          .asString()
          .contains("backend gateway: a request from 127.0.0.1 was answered 403: " + WRONG);
      assertThat(log.lines()).noneMatch(line -> line.contains("gu3ss"));
    }
  }

  private static TestRouter router(List<String> allowIp, List<String> proxies, String secret) {
    CallerSettings callers =
        new CallerSettings(
            Optional.ofNullable(allowIp),
            proxies,
            Optional.ofNullable(secret).map(Secret::new),
            false);
    return TestRouter.builder()
        .app(new EchoPlugin())
        .backend("gateway", new HttpGatewayPlugin(), FormSettings.of(callers))
        .start();
  }

  private HttpResponse<String> post(TestRouter router, String query, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI root = roots.computeIfAbsent(router, TestRouter::listen);
    URI url = root.resolve("/http/gateway/" + query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("identity=1&text=hello"));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void assertRefused(HttpResponse<String> answer, String line) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo(line);
  }
}
