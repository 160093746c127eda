package org.threadless.storage.wait;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.Deaths;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.storage.write.MessageRow;

/**
 * An incoming message that waits to be routed.
 *
 * @param unsent whether something waits to be sent to the one who sent it
 */
public record QueuedRow(
    UUID id,
    String status,
    String backend,
    String identity,
    String text,
    String externalId,
    String fields,
    Instant createdAt,
    int deaths,
    boolean unsent) {

  boolean isQueued() {
    return status.equals(IncomingStatus.QUEUED.name());
  }

  QueuedMessage toMessage() {
    Map<String, String> read = MessageRow.fields(fields);
    ReceivedMessage received =
        new ReceivedMessage(
            Connection.stored(backend, identity),
            text,
            Optional.ofNullable(externalId),
            Optional.of(createdAt),
            read);
    return new QueuedMessage(id, received, createdAt, new Deaths(deaths));
  }
}
