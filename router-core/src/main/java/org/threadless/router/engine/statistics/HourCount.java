package org.threadless.router.engine.statistics;

import java.time.Instant;
import java.util.Objects;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageStatus;

/**
 * How many messages of one kind have come or were made in an hour.
 *
 * @param hour when it began, in UTC
 * @param backend that of their connections; perhaps not configured any more
 * @param direction which way they go
 * @param status which they have now, an {@link org.threadless.router.message.IncomingStatus} or
 *     {@link org.threadless.router.message.OutgoingStatus}, as the direction is
 * @param messages how many
 */
public record HourCount(
    Instant hour, BackendName backend, Direction direction, MessageStatus status, long messages) {

  /** Refuses nulls. */
  public HourCount {
    Objects.requireNonNull(hour, "hour");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(status, "status");
  }
}
