package org.threadless.storage.broadcast;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.broadcast.BroadcastMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;

/** A message of a broadcast with its connection; the reason is null where there is none. */
public record ResultRow(
    UUID id,
    String backend,
    String identity,
    String text,
    OutgoingStatus status,
    String reason,
    Instant updatedAt) {

  BroadcastMessage toMessage() {
    return new BroadcastMessage(
        id,
        Connection.stored(backend, identity),
        text,
        status,
        Optional.ofNullable(reason),
        updatedAt);
  }
}
