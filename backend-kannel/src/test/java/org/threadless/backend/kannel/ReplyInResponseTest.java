package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first reply in the answer to the request that brought the message. */
@Tag("long")
class ReplyInResponseTest {

  @TempDir private Path folder;

  private final FakeSendsms sendsms = new FakeSendsms();
  private GatewayRouter router;

  @BeforeEach
  void start() {
    router =
        GatewayRouter.start(
            folder,
            0,
            "reply: response",
            "sendsms-url: " + sendsms.url(),
            "sendsms-params: {username: rapidsms, password: change-me, from: 8080}",
            "delivery-report-url: http://127.0.0.1:8000");
  }

  @AfterEach
  void stop() {
    router.close();
    sendsms.close();
  }

  @Test
  void theReplyStandsInTheAnswerWithWhatKannelNeedsToSendIt() {
    HttpResponse<String> answer = router.get("?id=1&text=echo+caf%C3%A9");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("caf\u00E9");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
    assertThat(answer.headers().firstValue("X-Kannel-Coding")).contains("0");
    assertThat(answer.headers().firstValue("X-Kannel-From")).contains("8080");
    assertThat(answer.headers().firstValue("X-Kannel-DLR-Mask")).contains("31");
    String id = router.column("SELECT id FROM message WHERE direction = 'OUT'").get(0);
    assertThat(answer.headers().firstValue("X-Kannel-DLR-Url").orElseThrow())
        .startsWith("http://127.0.0.1:8000/kannel/gateway/dlr?id=" + id + "&token=");
    awaitStatuses("SENT");
    assertThat(sendsms.received()).isEmpty();
  }

  @Test
  void aReplyThatGsm7CannotCarrySaysSo() {
    HttpResponse<String> answer = router.get("?id=1&text=echo+%D9%85");

    assertThat(answer.body()).isEqualTo("\u0645");
    assertThat(answer.headers().firstValue("X-Kannel-Coding")).contains("2");
  }

  @Test
  void furtherRepliesGoOutBySendsmsAfterTheAnswer() {
    assertThat(router.get("?id=1&text=twice").body()).isEqualTo("one");

    awaitStatuses("SENT", "SENT");
    assertThat(sendsms.texts()).containsExactly("two");
  }

  @Test
  void aReplyInTheAnswerDoesNotMakeSendsmsSeemUp() {
    sendsms.close();

    for (int i = 1; i <= 5; i++) {
      assertThat(router.get("?id=" + i + "&text=twice").body()).isEqualTo("one");
      int failures = i;
      await().untilAsserted(() -> assertThat(reasons()).hasSize(failures));
    }

    assertThat(router.get("?id=6&text=twice").body())
        .as("the backend is down after five")
        .isEmpty();
    assertThat(reasons())
        .hasSize(5)
        .allMatch(reason -> reason.startsWith("the gateway cannot be reached: "));
  }

  @Test
  void withoutAReplyTheAnswerIsEmpty() {
    HttpResponse<String> answer = router.get("?id=1&text=nobody+answers");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Kannel-Coding")).isEmpty();
  }

  @Test
  void aReplyThatMayNotBeSentIsRefusedAsEver() {
    HttpResponse<String> answer = router.get("?id=1&text=echo+" + "x".repeat(1531));

    assertThat(answer.body()).isEmpty();
    awaitStatuses("FAILED");
  }

  @Test
  void aReplyWhoseAnswerCannotBeWrittenGoesOutBySendsms() throws IOException {
    int begun = ScenarioApp.SLOW_BEGUN.get();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), router.url().getPort())) {
      // The connection is reset, not closed in order, so that the other side can tell.
      socket.setSoLinger(true, 0);
      String request = "GET /kannel/gateway/?id=1&text=slow HTTP/1.1\r\nHost: router\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().untilAsserted(() -> assertThat(ScenarioApp.SLOW_BEGUN.get()).isGreaterThan(begun));
    }

    await().untilAsserted(() -> assertThat(sendsms.texts()).containsExactly("slow"));
    awaitStatuses("SENT");
    assertThat(router.column("SELECT gateway_id FROM message WHERE direction = 'OUT'"))
        .containsExactly((String) null);
  }

  @Test
  void aCopyOfAMessageIsAnsweredAsTheFirstOneWas() {
    String query = "?id=1&text=echo+hello&external-id=7";
    router.get(query);

    assertThat(router.get(query).body()).isEqualTo("hello");
    awaitStatuses("SENT");
    assertThat(sendsms.received()).isEmpty();
  }

  @Test
  void aCopyIsAnsweredWithoutTheReplyWhereKannelIsKnownToHaveIt() {
    String query = "?id=1&text=echo+hello&external-id=7";
    String url = router.get(query).headers().firstValue("X-Kannel-DLR-Url").orElseThrow();
    awaitStatuses("SENT");
    router.get(url.substring(url.indexOf("dlr?")).replace("%d", "1").replaceAll("%[A-Za-z]", ""));

    assertThat(router.statuses("OUT")).containsExactly("DELIVERED");
    assertThat(router.get(query).body()).isEmpty();
  }

  @Test
  void anotherMessageWithoutAnIdIsAnotherOne() {
    assertThat(router.get("?id=1&text=echo+hello").body()).isEqualTo("hello");
    assertThat(router.get("?id=1&text=echo+hello").body()).isEqualTo("hello");

    awaitStatuses("SENT", "SENT");
  }

  private List<String> reasons() {
    return router.column(
        "SELECT reason FROM message WHERE direction = 'OUT' AND reason IS NOT NULL");
  }

  private void awaitStatuses(String... statuses) {
    // The answer is read a moment before it is recorded as written.
    await().untilAsserted(() -> assertThat(router.statuses("OUT")).containsExactly(statuses));
  }
}
