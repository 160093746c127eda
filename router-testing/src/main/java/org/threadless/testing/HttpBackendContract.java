package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.threadless.http.HttpService;
import org.threadless.http.receive.HttpBackend;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/** What every {@link HttpBackend} must hold to; each test speaks real HTTP to it. */
public interface HttpBackendContract extends BackendContract {

  /**
   * Returns the request by which the gateway brings a message.
   *
   * @param url of the backend, with a slash at its end
   */
  HttpRequest message(URI url, String identity, String text);

  @Test
  default void itIsAnHttpBackend() {
    assertThat(plugin().backendType()).isAssignableTo(HttpBackend.class);
  }

  @Test
  default void aMessageIsTakenRoutedAndStored() {
    try (TestRouter router = answering(settings())) {
      HttpResponse<String> answer =
          PluginChecks.send(message(listen(router), "+41791112233", "h\u00e9llo & you"));

      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      assertThat(incoming(router, "+41791112233")).containsExactly("h\u00e9llo & you");
    }
  }

  @Test
  default void noTextIsARefusalAndEachIsStoredAsOneThatAnyDatabaseKeeps() {
    List<String> texts = List.of("not in any database: \u0000", "%", "\uFFFD", "\uD83D\uDE00", "");
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      for (String text : texts) {
        assertThat(PluginChecks.send(message(url, "1", text)).statusCode())
            .as(text)
            .isBetween(200, 299);
      }

      assertThat(incoming(router, "1"))
          .containsExactlyElementsOf(
              texts.stream().map(text -> text.replace('\0', '\uFFFD')).toList());
    }
  }

  @Test
  default void anIdentityLosesWhatNobodySees() {
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      PluginChecks.send(message(url, "\u200F+4179\u202C", "hello"));
      PluginChecks.send(message(url, "+4179\r\n", "again"));

      assertThat(incoming(router, "+4179")).containsExactly("hello", "again");
    }
  }

  @Test
  default void badInputIsRefusedInOneLineThatTellsNoSecretAndNothingIsStored() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = answering(settings())) {
      URI url = listen(router);
      List<String> secrets = SettingsRecord.secrets(settings());
      for (HttpRequest request : badRequests(url)) {
        HttpResponse<String> answer = PluginChecks.send(request);

        assertThat(answer.statusCode()).as(request + ": " + answer.body()).isBetween(400, 499);
        assertThat(answer.body()).isNotBlank().doesNotContain("\n", "Exception");
        PluginChecks.hasNoSecret(secrets, List.of(answer.body()));
      }
      PluginChecks.hasNoSecret(secrets, log.lines());
      assertThat(incoming(router, "1")).isEmpty();
    }
  }

  @Test
  default void manyMessagesAtOnceAreEachTakenOnce() {
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      List<Integer> statuses =
          PluginChecks.atOnce(
              60,
              i -> PluginChecks.send(message(url, "person" + i % 6, "message " + i)).statusCode());

      assertThat(statuses).hasSize(60).allMatch(status -> status / 100 == 2);
      for (int person = 0; person < 6; person++) {
        assertThat(incoming(router, "person" + person)).hasSize(10).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  default void withoutADatabaseTheGatewayIsAskedToComeAgain() {
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      router.loseDatabase();
      HttpResponse<String> answer = PluginChecks.send(message(url, "+41791112233", "hello"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private List<HttpRequest> badRequests(URI url) {
    return Stream.of(
            message(url, "", "no identity"),
            message(url, "1\n2", "a control character in the identity"),
            message(url, "1".repeat(Identity.MAX_LENGTH + 1), "a long identity"),
            request(url, "PUT", "identity=1&text=x"),
            request(url, "DELETE", ""),
            request(url, "POST", ""),
            request(url, "POST", "%zz=%&&&=="),
            request(url, "POST", "\u0001\u0002\u0003"),
            request(url, "POST", "text=" + "x".repeat(HttpService.MAX_REQUEST_BYTES)))
        .toList();
  }

  private static HttpRequest request(URI url, String method, String body) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method(method, BodyPublishers.ofString(body))
        .build();
  }

  /** Lets the router listen, and returns the URL of its backend {@code tested}. */
  default URI listen(TestRouter router) {
    return router.listen().resolve(HttpService.path(plugin().engine(), new BackendName("tested")));
  }

  private static List<String> incoming(TestRouter router, String identity) {
    return router.conversations().conversation(Connection.of("tested", identity), 1000).stream()
        .filter(message -> message.direction() == Direction.IN)
        .map(message -> message.text())
        .toList();
  }
}
