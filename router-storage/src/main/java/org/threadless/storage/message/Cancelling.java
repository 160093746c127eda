package org.threadless.storage.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.threadless.router.app.Cancellation;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Happening;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.Storable;

/**
 * Cancels outgoing messages that are stored, where they have not gone and nobody has them in hand.
 *
 * @param at when
 * @param reason why; null where nothing is said
 * @param events what others are to be told
 * @param counting what is counted
 * @param mapper writes in the transaction of whoever cancels
 */
record Cancelling(
    Instant at, String reason, Events events, Counting counting, MessageMapper mapper) {

  /** Cancels all that goes to a connection, and returns how many messages that were. */
  int cancel(Connection to) {
    int done = 0;
    for (UUID each : mapper.queuedTo(to.backend().value(), to.identity().value())) {
      done += cancel(each) == Cancellation.DONE ? 1 : 0;
    }
    return done;
  }

  /** What is scheduled is locked first, as all do. */
  Cancellation cancel(UUID message) {
    String[] ids = Columns.ids(List.of(message));
    boolean scheduled = !mapper.lockScheduled(ids).isEmpty();
    OutgoingStatus status = mapper.lockOutgoing(message);
    if (status != OutgoingStatus.QUEUED) {
      return status == null ? Cancellation.UNKNOWN : ended(status);
    }
    if (!scheduled && mapper.lockUntaken(ids).isEmpty()) {
      return Cancellation.UNDER_WAY;
    }
    end(message);
    return Cancellation.DONE;
  }

  private static Cancellation ended(OutgoingStatus status) {
    return switch (status) {
      case QUEUED -> throw new IllegalArgumentException("not ended: " + status);
      case SENT -> Cancellation.SENT;
      case DELIVERED -> Cancellation.DELIVERED;
      case FAILED -> Cancellation.FAILED;
      case CANCELLED -> Cancellation.WAS_CANCELLED;
    };
  }

  private void end(UUID message) {
    String[] ids = Columns.ids(List.of(message));
    String why = Storable.text(reason);
    counting.change(List.of(message), OutgoingStatus.CANCELLED, mapper);
    mapper.cancel(message, why, at);
    mapper.removeScheduled(ids);
    mapper.endWaiting(ids, at);
    Happening.of(message, OutgoingStatus.CANCELLED, why, at)
        .ifPresent(each -> events.store(List.of(each), mapper));
  }
}
