package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.threadless.http.endpoint.EndpointPlugin;
import org.threadless.router.Plugin;

/** What every endpoint must hold to; each test speaks real HTTP to it. */
public interface EndpointContract extends PluginContract {

  @Override
  EndpointPlugin plugin();

  @Override
  default Class<? extends Plugin> service() {
    return EndpointPlugin.class;
  }

  @Test
  default void whatItDoesNotKnowIsNotFoundOrRefused() {
    try (TestRouter router = serving()) {
      URI url = listen(router);

      for (String path : List.of("no-such-thing", "no-such-thing/", "..%2f..", "a/b/c/d/e/f")) {
        assertThat(send(url.resolve(path), "GET", "").statusCode()).as(path).isBetween(400, 499);
      }
    }
  }

  @Test
  default void whateverIsSentIsNoErrorOfOursAndNoSecretIsShown() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = serving()) {
      URI url = listen(router);
      List<String> secrets = SettingsRecord.secrets(settings());

      for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        for (String body :
            List.of("", "%zz=%&&&==", "\u0001\u0002", "{\"a\":[", "x".repeat(5000))) {
          HttpResponse<String> answer = send(url, method, body);

          assertThat(answer.statusCode()).as(method + ": " + answer.body()).isLessThan(500);
          PluginChecks.hasNoSecret(secrets, List.of(answer.body()));
        }
      }
      PluginChecks.hasNoSecret(secrets, log.lines());
    }
  }

  @Test
  default void withoutADatabaseItAnswersAndSaysToComeAgainWhereItNeedsOne() {
    try (TestRouter router = serving()) {
      URI url = listen(router);
      router.loseDatabase();

      assertThat(send(url, "GET", "").statusCode())
          .matches(status -> status < 500 || status == 503);
    }
  }

  @Test
  default void itsPathIsNothingWhereItIsNotConfigured() {
    try (TestRouter router = TestRouter.builder().start()) {
      assertThat(send(listen(router), "GET", "").statusCode()).isEqualTo(404);
    }
  }

  /** Returns a router with the endpoint. */
  default TestRouter serving() {
    return TestRouter.builder().endpoint(plugin(), settings()).start();
  }

  /** Lets the router listen, and returns the URL of the endpoint, with a slash at its end. */
  default URI listen(TestRouter router) {
    return router.listen().resolve("/" + plugin().name() + "/");
  }

  private static HttpResponse<String> send(URI url, String method, String body) {
    boolean bodiless = Set.of("GET", "OPTIONS").contains(method) || body.isEmpty();
    return PluginChecks.send(
        HttpRequest.newBuilder(url)
            .method(method, bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }
}
