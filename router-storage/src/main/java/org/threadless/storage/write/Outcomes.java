package org.threadless.storage.write;

import java.time.Instant;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.OutgoingStatus;

/** Puts what came of a message into its row. */
public final class Outcomes {

  private Outcomes() {}

  public static void record(SendOutcome outcome, MessageMapper mapper) {
    SendResult result = outcome.result();
    Instant at = outcome.at();
    if (result instanceof SendResult.Accepted accepted) {
      String gatewayId = Storable.text(accepted.gatewayId().orElse(null));
      mapper.updateOutgoing(outcome.messageId(), OutgoingStatus.SENT, null, gatewayId, at);
    } else if (result instanceof SendResult.Refused refused) {
      String reason = Storable.text(refused.reason());
      mapper.updateOutgoing(outcome.messageId(), OutgoingStatus.FAILED, reason, null, at);
    } else {
      throw new IllegalArgumentException("not the end of a message: " + result);
    }
  }
}
