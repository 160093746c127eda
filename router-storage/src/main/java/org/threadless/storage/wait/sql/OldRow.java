package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.message.OutgoingStatus;

/**
 * A message that waits to be sent.
 *
 * @param createdAt when it was made
 * @param waitsSince when it was made, or let be tried again
 */
public record OldRow(UUID id, String status, Instant createdAt, Instant waitsSince) {

  public boolean isQueued() {
    return status.equals(OutgoingStatus.QUEUED.name());
  }
}
