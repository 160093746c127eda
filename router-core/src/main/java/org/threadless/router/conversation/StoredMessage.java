package org.threadless.router.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageStatus;

/**
 * A message as it is stored.
 *
 * @param id our id: a UUIDv7
 * @param connection whom it came from or goes to
 * @param direction which way it goes
 * @param text what it says
 * @param status an {@link org.threadless.router.message.IncomingStatus} or {@link
 *     org.threadless.router.message.OutgoingStatus}, as its direction is
 * @param time when it was received or made
 * @param inResponseTo the incoming message that it answers
 * @param reason why an outgoing message has failed, waits or is cancelled, where it says so
 * @param gatewayId the gateway's own id of an outgoing message, where it gave one
 * @param textDeleted whether the text is empty since it was deleted, as {@code keep} in the
 *     configuration wants it
 */
public record StoredMessage(
    UUID id,
    Connection connection,
    Direction direction,
    String text,
    MessageStatus status,
    Instant time,
    Optional<UUID> inResponseTo,
    Optional<String> reason,
    Optional<String> gatewayId,
    boolean textDeleted) {

  /** Makes one that has its text. */
  public StoredMessage(
      UUID id,
      Connection connection,
      Direction direction,
      String text,
      MessageStatus status,
      Instant time,
      Optional<UUID> inResponseTo,
      Optional<String> reason,
      Optional<String> gatewayId) {
    this(id, connection, direction, text, status, time, inResponseTo, reason, gatewayId, false);
  }
}
