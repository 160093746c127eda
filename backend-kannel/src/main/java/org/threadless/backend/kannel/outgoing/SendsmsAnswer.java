package org.threadless.backend.kannel.outgoing;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.backend.SendResult;

/**
 * What smsbox means by its answers (gw/smsbox.c of Kannel 1.4.5). It gives no message an id.
 *
 * <table>
 *   <caption>The answers</caption>
 *   <tr><td>202 {@code 0: Accepted for delivery}, {@code 3: Queued for later delivery}</td>
 *     <td>accepted</td></tr>
 *   <tr><td>503 {@code Temporal failure, try again later.}</td><td>try again; a proxy before smsbox
 *     says after how long</td></tr>
 *   <tr><td>504, of a proxy before smsbox</td><td>perhaps sent</td></tr>
 *   <tr><td>400 {@code ... rejected}, {@code ... denied ...}</td><td>refused</td></tr>
 *   <tr><td>403 {@code Not routable ...}</td><td>refused, as no SMSC takes the number: another
 *     gateway may</td></tr>
 *   <tr><td>403 {@code Authorization failed for sendsms}, and whatever smsbox does not say</td>
 *     <td>the operator's to mend, and no message's fault: see {@link SendResult.Unusable}</td></tr>
 * </table>
 */
public final class SendsmsAnswer {

  private static final int LONGEST = 200;

  private static final Set<String> REFUSALS = Set.of("rejected", "denied");

  private SendsmsAnswer() {}

  /** Returns what an answer means for the message. */
  public static SendResult result(GatewayClient.Answered answer, InstantSource clock) {
    String reason = "Kannel answered " + answer.status() + " " + firstLine(answer.body());
    return switch (answer.status()) {
      case 200, 202 -> SendResult.accepted();
      case 400, 403 -> no(answer.body(), reason);
      case 408, 425, 429, 500, 502, 503 -> new SendResult.Retry(reason, answer.retryAfter(clock));
      case 504 -> SendResult.unanswered(reason);
      default -> operatorsToMend(reason);
    };
  }

  /** Returns whether smsbox does not let this user, from this address, send. */
  public static boolean isAuthorization(String body) {
    return body.toLowerCase(Locale.ROOT).contains("authorization failed");
  }

  // A proxy before it answers 400 and 403, too, and means no message in particular.
  private static SendResult no(String body, String reason) {
    String said = body.toLowerCase(Locale.ROOT);
    if (said.contains("not routable")) {
      return SendResult.notServed(reason);
    }
    return REFUSALS.stream().anyMatch(said::contains)
        ? SendResult.refused(reason)
        : operatorsToMend(reason);
  }

  private static SendResult operatorsToMend(String reason) {
    return SendResult.unusable(
        reason + ": sendsms-url, or username and password of sendsms-params, may be wrong");
  }

  private static String firstLine(String body) {
    String line = body.lines().findFirst().orElse("").strip();
    if (line.indexOf('=') >= 0) {
      // No answer of smsbox's own; one that repeats the request shows the password.
      return "and something that is not shown here, as it may hold a password";
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
