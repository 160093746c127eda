package org.threadless.storage.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.threadless.router.app.Cancellation;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.sql.Columns;
import org.threadless.storage.write.sql.MessageMapper;

/** Cancels an outgoing message that is stored, where it has not gone and nobody has it in hand. */
final class Cancelling {

  private Cancelling() {}

  /** Does so in the transaction of the mapper. What is scheduled is locked first, as all do. */
  static Cancellation cancel(UUID message, Instant at, MessageMapper mapper) {
    boolean scheduled = mapper.lockScheduled(message) != null;
    OutgoingStatus status = mapper.lockOutgoing(message);
    if (status != OutgoingStatus.QUEUED) {
      return status == null ? Cancellation.UNKNOWN : ended(status);
    }
    if (!scheduled && mapper.lockUntaken(message) == null) {
      return Cancellation.UNDER_WAY;
    }
    end(message, at, mapper);
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

  private static void end(UUID message, Instant at, MessageMapper mapper) {
    String[] ids = Columns.ids(List.of(message));
    mapper.cancel(message, at);
    mapper.removeScheduled(ids);
    mapper.removeWaiting(ids);
    mapper.advance(ids, at);
  }
}
