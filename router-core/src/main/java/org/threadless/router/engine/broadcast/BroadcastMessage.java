package org.threadless.router.engine.broadcast;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;

/**
 * A message of a broadcast.
 *
 * @param id its id
 * @param connection whom it is for
 * @param text what it says
 * @param status what it has come to
 * @param reason why it waits, has failed or is cancelled, where it says so
 * @param updatedAt since when it has its status
 */
public record BroadcastMessage(
    UUID id,
    Connection connection,
    String text,
    OutgoingStatus status,
    Optional<String> reason,
    Instant updatedAt) {}
