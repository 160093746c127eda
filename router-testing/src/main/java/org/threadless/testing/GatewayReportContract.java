package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.ReceivedMessage;

/**
 * What every backend must hold to whose gateway names a message by its own id when it reports what
 * became of it.
 */
public interface GatewayReportContract extends HttpBackendContract, GatewayContract {

  @Override
  default Record settings() {
    return GatewayContract.super.settings();
  }

  /** Returns how the gateway accepts a message, and gives it this id. */
  FakeGateway.Behaviour accepting(String gatewayId);

  /**
   * Returns the request by which the gateway says that the message of this id was delivered.
   *
   * @param url of the backend, with a slash at its end
   */
  HttpRequest delivered(URI url, String gatewayId);

  @Test
  default void aReportIsKeptWithTheMessageThatGotItsId() {
    try (FakeGateway gateway = new FakeGateway();
        TestRouter router = answering(settings(gateway.url("/send"), Duration.ofSeconds(20)))) {
      URI url = listen(router);
      gateway.next(accepting("gw-1"), accepting("gw-2"));
      router.incoming(ReceivedMessage.of(BackendContract.phone(1), "hello"));
      router.incoming(ReceivedMessage.of(BackendContract.phone(2), "hello"));

      assertTaken(PluginChecks.send(delivered(url, "gw-2")));

      assertThat(status(router, 1)).isEqualTo("SENT");
      assertThat(status(router, 2)).isEqualTo("DELIVERED");
    }
  }

  @Test
  default void aReportThatIsFasterThanTheSendHasToComeAgain() {
    try (FakeGateway gateway = new FakeGateway();
        TestRouter router = answering(settings(gateway.url("/send"), Duration.ofSeconds(20)))) {
      URI url = listen(router);
      assertToComeAgain(PluginChecks.send(delivered(url, "gw-1")));

      gateway.next(accepting("gw-1"));
      router.incoming(ReceivedMessage.of(BackendContract.phone(1), "hello"));

      assertTaken(PluginChecks.send(delivered(url, "gw-1")));
      assertThat(status(router, 1)).isEqualTo("DELIVERED");
    }
  }

  @Test
  default void aReportOnNoMessageOfOursDoesNotComeForEver() {
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      assertToComeAgain(PluginChecks.send(delivered(url, "gw-1")));
      router.clock().advance(Duration.ofMinutes(1));

      assertTaken(PluginChecks.send(delivered(url, "gw-1")));
    }
  }

  @Test
  default void withoutADatabaseAReportHasToComeAgain() {
    try (TestRouter router = answering(settings())) {
      URI url = listen(router);
      router.loseDatabase();

      assertToComeAgain(PluginChecks.send(delivered(url, "gw-1")));
    }
  }

  private static String status(TestRouter router, int phone) {
    return BackendContract.replies(router, BackendContract.phone(phone)).stream()
        .map(stored -> stored.status().name())
        .findFirst()
        .orElseThrow();
  }

  private static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static void assertToComeAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
