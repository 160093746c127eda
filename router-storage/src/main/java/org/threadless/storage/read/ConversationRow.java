package org.threadless.storage.read;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;

/** Columns of {@code message}, as a conversation shows them. */
public record ConversationRow(
    UUID id,
    Direction direction,
    String text,
    String status,
    Instant createdAt,
    UUID inResponseTo,
    String reason,
    String gatewayId,
    boolean textDeleted) {

  public StoredMessage toMessage(Connection connection) {
    return new StoredMessage(
        id,
        connection,
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
