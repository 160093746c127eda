package org.threadless.storage.write.row;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.OutgoingMessage;

/** What whoever sends a message knows it by. */
public record ReferenceRow(UUID messageId, String reference) {

  public static Optional<ReferenceRow> of(OutgoingMessage message) {
    return message.reference().map(known -> new ReferenceRow(message.id(), known));
  }
}
