package org.threadless.router.engine.sending;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.OutgoingMessage;

/** Until when messages are of use: what could not be sent by then has failed. */
final class Validity {

  private Validity() {}

  /** Returns the end of a message that is of no use any more. */
  static Optional<SendOutcome> missed(OutgoingMessage message, Instant now) {
    return message
        .validUntil()
        .filter(until -> !until.isAfter(now))
        .map(until -> "its valid-until " + until + " has passed before it could be sent")
        .map(reason -> new SendOutcome(message.id(), SendResult.refused(reason), now));
  }

  /** Returns when a message is due that has to wait until then, if it is of use for so long. */
  static Instant due(OutgoingMessage message, Instant wanted) {
    return message.validUntil().filter(until -> until.isBefore(wanted)).orElse(wanted);
  }
}
