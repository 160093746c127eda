package org.threadless.backend.http;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.threadless.router.backend.SendResult;

/**
 * What a gateway means by the status of its answer (RFC 9110, 15).
 *
 * <table>
 *   <caption>The answers</caption>
 *   <tr><td>2xx</td><td>accepted</td></tr>
 *   <tr><td>408, 425, 429, 5xx</td><td>try again</td></tr>
 *   <tr><td>504</td><td>whoever stands before the gateway has waited for it: perhaps sent</td></tr>
 *   <tr><td>3xx, 401, 402, 403, 404, 405, 407, 410, 421, 426, 511, and what HTTP does not know</td>
 *     <td>the operator's to mend, and no message's fault</td></tr>
 *   <tr><td>every other 4xx</td><td>refused</td></tr>
 * </table>
 */
final class GatewayAnswer {

  private GatewayAnswer() {}

  /** Returns what an answer means for the message. */
  static SendResult result(int status, Optional<Duration> retryAfter) {
    String reason = reason(status);
    return switch (status) {
      case 401, 402, 403, 404, 405, 407, 410, 421, 426, 511 -> SendResult.unusable(reason);
      case 408, 425, 429 -> new SendResult.Retry(reason, retryAfter);
      case 504 -> SendResult.unanswered(reason);
      default -> byClass(status, reason, retryAfter);
    };
  }

  private static SendResult byClass(int status, String reason, Optional<Duration> retryAfter) {
    if (HttpStatus.isSuccess(status)) {
      return SendResult.accepted();
    }
    if (HttpStatus.isServerError(status)) {
      return new SendResult.Retry(reason, retryAfter);
    }
    return HttpStatus.isClientError(status)
        ? SendResult.refused(reason)
        : SendResult.unusable(reason);
  }

  private static String reason(int status) {
    String answered = "the gateway answered " + status + " " + HttpStatus.getMessage(status);
    return switch (status) {
      case 401, 403, 407 -> answered + ": is the user or password of outgoing-url wrong?";
      case 402 -> answered + ": is there credit left?";
      default ->
          HttpStatus.isRedirection(status) || status == 404 || status == 405 || status == 410
              ? answered + ": is outgoing-url right?"
              : answered;
    };
  }
}
