package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.backend.SendResult;
import org.threadless.router.backend.SendResult.Refused;
import org.threadless.router.backend.SendResult.Retry;
import org.threadless.testing.FakeGateway;

class GatewayAnswersTest {

  private final FakeGateway gateway = new FakeGateway();
  private final Sending sending = Sending.to(gateway.url("/send?password=hunter2"));

  @AfterEach
  void close() throws Exception {
    sending.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everySuccessIsAccepted(int status) throws Exception {
    gateway.next(FakeGateway.answer(status));

    assertThat(sending.send("1", "x")).isEqualTo(SendResult.accepted());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
  void whatMayBeOverInAWhileIsWorthRetrying(int status) throws Exception {
    gateway.next(FakeGateway.answer(status));

    assertThat(sending.send("1", "x"))
        .isInstanceOfSatisfying(
            Retry.class,
            retry -> {
              assertThat(retry.reason()).startsWith("the gateway answered " + status);
              assertThat(retry.after()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 407, 410, 413, 422})
  void everyOtherAnswerIsARefusal(int status) throws Exception {
    gateway.next(FakeGateway.answer(status, "Location: /elsewhere"));

    assertThat(sending.send("1", "x"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).startsWith("the gateway answered " + status));
    assertThat(gateway.received()).hasSize(1);
  }

  @Test
  void aChallengeIsARefusalTooAndNotAnswered() throws Exception {
    gateway.next(FakeGateway.answer(401, "WWW-Authenticate: Basic realm=\"sms\""));

    assertThat(sending.send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 401 Unauthorized"));
    assertThat(gateway.received()).hasSize(1);
  }

  @Test
  void retryAfterIsKeptInSeconds() throws Exception {
    gateway.next(FakeGateway.answer(503, "Retry-After: 120"));

    assertThat(sending.send("1", "x"))
        .isEqualTo(
            new Retry(
                "the gateway answered 503 Service Unavailable",
                Optional.of(Duration.ofMinutes(2))));
  }

  @Test
  void retryAfterIsKeptAsADate() throws Exception {
    gateway.next(FakeGateway.answer(429, "Retry-After: Sat, 31 Jan 2026 15:31:30 GMT"));

    assertThat(sending.send("1", "x"))
        .isEqualTo(
            new Retry(
                "the gateway answered 429 Too Many Requests", Optional.of(Duration.ofSeconds(90))));
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() throws Exception {
    gateway.next(
        FakeGateway.raw(
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"));

    assertThat(sending.send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 403 Forbidden"));
  }

  @Test
  void theBodyOfAnAnswerMayBeOfAnySize() throws Exception {
    int size = 3 * 1024 * 1024;
    gateway.next(
        FakeGateway.raw(
            "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size)));

    assertThat(sending.send("1", "x")).isEqualTo(SendResult.accepted());
  }

  @Test
  void theBodyOfAnAnswerIsNotLookedAt() throws Exception {
    gateway.next(
        FakeGateway.raw(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nOK"));

    assertThat(sending.send("1", "x")).isEqualTo(SendResult.accepted());
  }
}
