package org.threadless.storage.person;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.conversation.Direction;

/** What a row of {@code message} keeps of somebody. */
record PersonRow(
    UUID id,
    Direction direction,
    String status,
    String text,
    String externalId,
    String gatewayId,
    String fields,
    UUID inResponseTo,
    String reason,
    Instant createdAt,
    Instant updatedAt,
    Instant validUntil) {}
