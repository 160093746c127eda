package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.token.Right;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.TestRouter;

/** Who calls where {@code http.forwarded} believes the proxy in front. */
class CallsThroughAProxyTest {

  private static final Secret WRONG = new Secret("tr_" + "A".repeat(43));
  private static final String CALLER = "198.51.100.7";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiRouter api = ApiRouter.start(TestRouter.builder().behind("127.0.0.1"));

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void oneWhoShowsWrongTokensDoesNotSlowDownTheOthers() throws Exception {
    api.use(WRONG);
    for (int i = 0; i < 11; i++) {
      call(CALLER);
    }

    assertThat(call(CALLER)).isEqualTo(429);
    assertThat(call("198.51.100.8")).isEqualTo(401);
  }

  @Test
  void whatACallerSaysOfItselfBeforeTheProxyCountsForNothing() throws Exception {
    api.use(WRONG);
    for (int i = 0; i < 11; i++) {
      call("203.0.113." + i + ", " + CALLER);
    }

    assertThat(call(CALLER)).isEqualTo(429);
  }

  @Test
  void theLogNamesWhoWasRefusedAndNotTheProxy() throws Exception {
    try (CapturedLog log = new CapturedLog(ApiPlugin.class)) {
      api.use(WRONG);
      call(CALLER);

      assertThat(log.lines())
          .anySatisfy(line -> assertThat(line).contains("401", "endpoint api", CALLER))
          .noneSatisfy(line -> assertThat(line).contains("401", "127.0.0.1"));
    }
  }

  @Test
  void whoShowsAValidTokenIsServedWhoeverElseShowsWrongOnes() throws Exception {
    Secret valid = api.token("other", Set.of(Right.values()));
    api.use(WRONG);
    for (int i = 0; i < 12; i++) {
      call("198.51.100.8");
    }

    api.use(valid);
    assertThat(call(CALLER)).isEqualTo(200);
  }

  private int call(String from) throws Exception {
    HttpRequest request = api.request("/messages").header("X-Forwarded-For", from).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}
