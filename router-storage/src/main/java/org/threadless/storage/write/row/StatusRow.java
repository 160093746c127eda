package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.value.Storable;

/**
 * What becomes of a message that is {@code QUEUED}.
 *
 * @param status perhaps the same, for another reason
 * @param sentBy the backend that it was sent by; null where that is its own
 * @param app the app that has handled it; null where none did, and of one that goes out
 */
public record StatusRow(
    UUID messageId,
    String status,
    String reason,
    String gatewayId,
    String sentBy,
    Instant updatedAt,
    String app) {

  // What an index takes.
  private static final int LONGEST_ID = 255;

  /** Returns what routing has made of an incoming one. */
  public static StatusRow of(Routed routed, Instant at) {
    String app = routed.handledBy().map(AppName::value).orElse(null);
    return new StatusRow(routed.message().id(), routed.status().name(), null, null, null, at, app);
  }

  /** Returns why a message waits. */
  public static StatusRow queued(UUID message, String reason, Instant at) {
    return new StatusRow(
        message, OutgoingStatus.QUEUED.name(), Storable.text(reason), null, null, at, null);
  }

  public static StatusRow of(SendOutcome outcome) {
    SendResult result = outcome.result();
    if (result instanceof SendResult.Accepted accepted) {
      String gatewayId = Storable.text(accepted.gatewayId().orElse(null));
      return of(outcome, OutgoingStatus.SENT, null, gatewayId);
    }
    if (result instanceof SendResult.Refused refused) {
      return of(outcome, OutgoingStatus.FAILED, Storable.text(refused.reason()), null);
    }
    throw new IllegalArgumentException("not the end of a message: " + result);
  }

  private static StatusRow of(
      SendOutcome outcome, OutgoingStatus status, String reason, String gatewayId) {
    String sentBy = outcome.by().map(BackendName::value).orElse(null);
    return new StatusRow(
        outcome.messageId(), status.name(), reason, gatewayId, sentBy, outcome.at(), null);
  }

  /** Returns whether it is of a message that goes out, and not one that has come in. */
  public boolean isOfOutgoing() {
    return Arrays.stream(OutgoingStatus.values()).anyMatch(each -> each.name().equals(status));
  }

  /** Returns whether a report may name the message by the gateway's id. */
  public boolean isNamed() {
    return gatewayId != null && gatewayId.length() <= LONGEST_ID;
  }
}
