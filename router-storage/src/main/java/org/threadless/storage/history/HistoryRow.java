package org.threadless.storage.history;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.WaitState;
import org.threadless.router.engine.history.WaitState.Awaited;
import org.threadless.router.message.Connection;

/** A message with its connection, and how it waits; null where there is nothing. */
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
    String externalId,
    String gatewayId,
    String fields,
    String app,
    UUID broadcast,
    Instant validUntil,
    Integer attempts,
    Instant triedAt,
    Instant due,
    Instant scheduledFor,
    String reference,
    boolean held,
    boolean textDeleted) {

  StoredMessage toMessage() {
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

  FoundMessage toFound() {
    return new FoundMessage(
        toMessage(),
        updatedAt,
        waiting(),
        Optional.ofNullable(reference),
        Optional.ofNullable(app));
  }

  Optional<WaitState> waiting() {
    if (scheduledFor != null) {
      return Optional.of(new WaitState(Awaited.ITS_TIME, 0, Optional.empty(), scheduledFor));
    }
    return due == null
        ? Optional.empty()
        : Optional.of(new WaitState(awaited(), attempts, Optional.ofNullable(triedAt), due));
  }

  private Awaited awaited() {
    if (direction == Direction.IN) {
      return Awaited.ROUTING;
    }
    if (held) {
      return Awaited.ITS_BROADCAST;
    }
    return attempts == 0 ? Awaited.SENDING : Awaited.NEXT_TRY;
  }
}
