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
import org.threadless.router.backend.SendResult.Unusable;
import org.threadless.testing.FakeGateway;

class GatewayAnswersTest {

  private final FakeGateway gateway = new FakeGateway();
  private final SendingBackend sending = SendingBackend.to(gateway.url("/send?password=hunter2"));

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
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 505, 599})
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
  @ValueSource(ints = {400, 406, 409, 411, 413, 414, 415, 422, 431, 451, 499})
  void everyOtherNoIsARefusal(int status) throws Exception {
    gateway.next(FakeGateway.answer(status, "Location: /elsewhere"));

    assertThat(sending.send("1", "x"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).startsWith("the gateway answered " + status));
    assertThat(gateway.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {300, 301, 302, 303, 304, 307, 308, 401, 402, 403, 404, 405, 407, 410, 421, 426, 511})
  void whatIsNoFaultOfTheMessageIsTheOperatorsToMend(int status) throws Exception {
    gateway.next(FakeGateway.answer(status, "Location: /elsewhere"));

    assertThat(sending.send("1", "x"))
        .isInstanceOfSatisfying(
            Unusable.class,
            unusable -> assertThat(unusable.reason()).startsWith("the gateway answered " + status));
    assertThat(gateway.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 999})
  void anAnswerThatNobodyKnowsIsTheOperatorsToLookAt(int status) throws Exception {
    gateway.next(FakeGateway.answer(status));

    assertThat(sending.send("1", "x")).isInstanceOf(Unusable.class);
  }

  @Test
  void whoStandsBeforeTheGatewayAndHasWaitedInVainMeansPerhapsSent() throws Exception {
    gateway.next(FakeGateway.answer(504));

    assertThat(sending.send("1", "x"))
        .isEqualTo(SendResult.unanswered("the gateway answered 504 Gateway Timeout"));
  }

  @Test
  void aChallengeIsNotAnswered() throws Exception {
    gateway.next(FakeGateway.answer(401, "WWW-Authenticate: Basic realm=\"sms\""));

    assertThat(sending.send("1", "x"))
        .isEqualTo(
            SendResult.unusable(
                "the gateway answered 401 Unauthorized: is the user or password of outgoing-url wrong?"));
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
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n"));

    assertThat(sending.send("1", "x"))
        .isEqualTo(SendResult.refused("the gateway answered 400 Bad Request"));
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
