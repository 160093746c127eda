package org.threadless.storage.wait;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.Deaths;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.OutgoingMessage;

/**
 * An outgoing message that waits to be sent.
 *
 * @param createdAt when it was made, or let be sent again
 */
public record WaitingRow(
    UUID id,
    String backend,
    String identity,
    String text,
    UUID inResponseTo,
    String externalId,
    Instant createdAt,
    int attempts,
    int unanswered,
    Integer node,
    int deaths) {

  WaitingMessage toMessage() {
    Optional<InResponseTo> answered =
        Optional.ofNullable(inResponseTo)
            .map(id -> new InResponseTo(id, Optional.ofNullable(externalId)));
    return new WaitingMessage(
        new OutgoingMessage(id, Connection.stored(backend, identity), text, answered, createdAt),
        attempts,
        unanswered,
        new Deaths(deaths));
  }
}
