package org.threadless.backend.http.outgoing.settings;

import java.time.Duration;
import java.util.Optional;
import org.threadless.router.backend.SendResult;

/** What a gateway's answer means for the message. */
public enum Meaning {
  /** The gateway has it. */
  ACCEPTED,
  /** The gateway will never take it. */
  REFUSED,
  /** The gateway does not serve the recipient; another one may. */
  NOT_SERVED,
  /** The gateway cannot take it now. */
  RETRY,
  /** The gateway takes none until somebody has mended that: no credit, a wrong password. */
  SETTINGS,
  /** The gateway perhaps has it. */
  PERHAPS;

  /**
   * Returns it as a result.
   *
   * @param reason why, where it is not accepted
   * @param after how long the gateway asked us to wait, where it did
   * @param gatewayId the gateway's id of the message, where it gave one
   */
  public SendResult result(String reason, Optional<Duration> after, Optional<String> gatewayId) {
    return switch (this) {
      case ACCEPTED -> new SendResult.Accepted(gatewayId);
      case REFUSED -> SendResult.refused(reason);
      case NOT_SERVED -> SendResult.notServed(reason);
      case RETRY -> new SendResult.Retry(reason, after);
      case SETTINGS -> SendResult.unusable(reason);
      case PERHAPS -> SendResult.unanswered(reason);
    };
  }
}
