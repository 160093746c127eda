package org.threadless.storage.read;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;

/** A message with its connection, as pages show it. */
public record LiveRow(
    UUID id,
    String backend,
    String identity,
    Direction direction,
    String text,
    String status,
    Instant createdAt,
    UUID inResponseTo,
    String reason,
    String gatewayId,
    boolean textDeleted) {

  public StoredMessage toMessage() {
    return new StoredMessage(
        id,
        Connection.stored(backend, identity),
        direction,
        text,
        direction.status(status),
        createdAt,
        Optional.ofNullable(inResponseTo),
        Optional.ofNullable(reason),
        Optional.ofNullable(gatewayId),
        textDeleted);
  }
}
