package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.message.OutgoingMessage;

/** A message that is not sent before a time. */
public record ScheduledRow(UUID messageId, Instant due) {

  public static ScheduledRow of(OutgoingMessage message) {
    return new ScheduledRow(message.id(), message.notBefore().orElseThrow());
  }
}
