package org.threadless.storage.history;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;

/** Columns of {@code message}, with whom it came from or goes to. */
public record HistoryRow(
    UUID id,
    UUID connectionId,
    String backend,
    String identity,
    Direction direction,
    String text,
    String status,
    Instant createdAt,
    Instant updatedAt,
    UUID inResponseTo,
    String reason,
    String gatewayId,
    String externalId) {

  StoredMessage toMessage() {
    return new StoredMessage(
        id,
        Connection.stored(backend, identity),
        direction,
        text,
        status,
        createdAt,
        Optional.ofNullable(inResponseTo),
        Optional.ofNullable(reason),
        Optional.ofNullable(gatewayId));
  }
}
