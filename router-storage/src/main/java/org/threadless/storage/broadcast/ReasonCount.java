package org.threadless.storage.broadcast;

import java.util.Optional;
import org.threadless.router.engine.broadcast.BroadcastCount;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;

/** How many messages of a backend have a status, for a reason; that is null where there is none. */
public record ReasonCount(String backend, OutgoingStatus status, String reason, int messages) {

  ReasonCount times(int times) {
    return new ReasonCount(backend, status, reason, times);
  }

  ReasonCount withoutReason() {
    return new ReasonCount(backend, status, null, messages);
  }

  BroadcastCount toCount() {
    return new BroadcastCount(
        new BackendName(backend), status, Optional.ofNullable(reason), messages);
  }
}
