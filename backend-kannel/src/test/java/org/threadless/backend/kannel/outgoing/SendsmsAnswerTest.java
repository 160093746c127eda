package org.threadless.backend.kannel.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.client.GatewayClient.Answered;
import org.threadless.router.backend.SendResult;

class SendsmsAnswerTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-31T15:30:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "202|0: Accepted for delivery",
        "202|3: Queued for later delivery",
        "200|Sent.",
      })
  void thisIsAccepted(int status, String body) {
    assertThat(result(status, body)).isEqualTo(SendResult.accepted());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503|Temporal failure, try again later.",
        "500|oops",
        "429|slowly",
      })
  void thisIsTriedAgain(int status, String body) {
    assertThat(result(status, body))
        .isEqualTo(SendResult.retry("Kannel answered " + status + " " + body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "Sat, 31 Jan 2026 15:31:30 GMT"})
  void howLongToWaitIsForAProxyBeforeSmsboxToSay(String retryAfter) {
    HttpFields headers = HttpFields.build().put(HttpHeader.RETRY_AFTER, retryAfter);

    for (int status : new int[] {408, 425, 429, 500, 502, 503}) {
      assertThat(((SendResult.Retry) result(status, headers, "busy")).after())
          .as("after %s", status)
          .contains(Duration.ofSeconds(90));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403|Authorization failed for sendsms",
        "403|<html>403 Forbidden",
        "400|Bad Request",
        "404|Unknown request.",
        "401|Who are you",
        "302|Elsewhere",
        "299|What",
      })
  void thisIsTheOperatorsToMendAndNoFaultOfTheMessage(int status, String body) {
    assertThat(result(status, body))
        .isEqualTo(
            SendResult.unusable(
                "Kannel answered "
                    + status
                    + " "
                    + body
                    + ": sendsms-url, or username and password of sendsms-params, may be wrong"));
  }

  @Test
  void aProxyThatHasWaitedForSmsboxInVainMeansPerhapsSent() {
    assertThat(result(504, "oops")).isEqualTo(SendResult.unanswered("Kannel answered 504 oops"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|Missing receiver number, rejected",
        "400|Sender missing and no global set, rejected",
        "400|Number(s) has/have been denied by white- and/or black-lists.",
      })
  void thisIsRefused(int status, String body) {
    assertThat(result(status, body))
        .isEqualTo(SendResult.refused("Kannel answered " + status + " " + body));
  }

  @Test
  void whereNoSmscTakesTheNumberAnotherGatewayMay() {
    assertThat(result(403, "Not routable. Do not try again."))
        .isEqualTo(SendResult.notServed("Kannel answered 403 Not routable. Do not try again."));
  }

  @Test
  void ofALongAnswerTheBeginningOfItsFirstLineIsKept() {
    assertThat(result(500, "x".repeat(300) + "\nsecond"))
        .isEqualTo(SendResult.retry("Kannel answered 500 " + "x".repeat(200) + "..."));
    assertThat(result(500, "")).isEqualTo(SendResult.retry("Kannel answered 500 "));
  }

  @Test
  void anAnswerThatRepeatsTheRequestIsNotShownSinceThatHoldsThePassword() {
    assertThat(result(500, "cannot GET /cgi-bin/sendsms?username=u&password=hunter2").toString())
        .contains("not shown here")
        .doesNotContain("hunter2");
  }

  private static SendResult result(int status, String body) {
    return result(status, HttpFields.EMPTY, body);
  }

  private static SendResult result(int status, HttpFields headers, String body) {
    return SendsmsAnswer.result(new Answered(status, headers, body), CLOCK);
  }
}
