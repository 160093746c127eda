package org.threadless.router.incoming;

import java.util.List;
import java.util.UUID;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/**
 * What became of an incoming message. It is stored: whoever sent it may be told so.
 *
 * @param id our id of the message; for a duplicate, of the one that came first
 * @param status how far it has come
 * @param duplicate whether it is a copy of one that came before, so that no app saw this one
 * @param sent the messages that went to their backends because of it, in this order; empty for a
 *     duplicate, and for one that is routed later
 * @param inTurn those that wait for their turn because of it, since there are many
 */
public record Receipt(
    UUID id,
    IncomingStatus status,
    boolean duplicate,
    List<OutgoingMessage> sent,
    List<OutgoingMessage> inTurn) {

  /** Copies the lists. */
  public Receipt {
    sent = List.copyOf(sent);
    inTurn = List.copyOf(inTurn);
  }

  /** Nothing waits for its turn. */
  public Receipt(UUID id, IncomingStatus status, boolean duplicate, List<OutgoingMessage> sent) {
    this(id, status, duplicate, sent, List.of());
  }

  /**
   * Returns the receipt of a message that has come before.
   *
   * @param first our id of the one that came first
   * @param status how far that one has come
   */
  public static Receipt ofDuplicate(UUID first, IncomingStatus status) {
    return new Receipt(first, status, true, List.of());
  }

  /** Returns the receipt of a message that is stored and will be routed later. */
  public static Receipt ofQueued(UUID id) {
    return new Receipt(id, IncomingStatus.QUEUED, false, List.of());
  }
}
