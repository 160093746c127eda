package org.threadless.router;

import java.util.List;
import java.util.UUID;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/**
 * What became of an incoming message. It is stored: whoever sent it may be told so.
 *
 * @param id our id of the message; for a duplicate, of the one that came first
 * @param status how far it has come
 * @param duplicate whether its external id had been seen before, so that no app saw this one
 * @param sent the messages that went to their backends because of it, in this order; empty for a
 *     duplicate
 */
public record Receipt(
    UUID id, IncomingStatus status, boolean duplicate, List<OutgoingMessage> sent) {

  /** Copies the list. */
  public Receipt {
    sent = List.copyOf(sent);
  }
}
