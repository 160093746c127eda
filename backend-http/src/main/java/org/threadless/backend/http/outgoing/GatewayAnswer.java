package org.threadless.backend.http.outgoing;

import org.eclipse.jetty.http.HttpStatus;
import org.threadless.backend.http.outgoing.settings.Meaning;

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
  static Meaning meaning(int status) {
    return switch (status) {
      case 401, 402, 403, 404, 405, 407, 410, 421, 426, 511 -> Meaning.SETTINGS;
      case 408, 425, 429 -> Meaning.RETRY;
      case 504 -> Meaning.PERHAPS;
      default -> byClass(status);
    };
  }

  private static Meaning byClass(int status) {
    if (HttpStatus.isSuccess(status)) {
      return Meaning.ACCEPTED;
    }
    if (HttpStatus.isServerError(status)) {
      return Meaning.RETRY;
    }
    return HttpStatus.isClientError(status) ? Meaning.REFUSED : Meaning.SETTINGS;
  }

  /** Returns what the gateway said, for people. */
  static String answered(int status) {
    return "the gateway answered " + status + " " + HttpStatus.getMessage(status);
  }

  /** Returns that, and what may be wrong. */
  static String reason(int status, SettingNames wording) {
    return switch (status) {
      case 401, 403, 407 -> answered(status) + ": is " + wording.credentials() + " wrong?";
      case 402 -> answered(status) + ": is there credit left?";
      default ->
          HttpStatus.isRedirection(status) || status == 404 || status == 405 || status == 410
              ? answered(status) + ": is " + wording.url() + " right?"
              : answered(status);
    };
  }
}
