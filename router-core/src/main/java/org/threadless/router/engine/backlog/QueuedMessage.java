package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/**
 * An incoming message that is stored and waits to be routed.
 *
 * @param id our id of it
 * @param received what the backend handed over
 * @param receivedAt when
 * @param deaths how often a node has died with it
 */
public record QueuedMessage(UUID id, ReceivedMessage received, Instant receivedAt, Deaths deaths)
    implements DueMessage {

  @Override
  public Connection connection() {
    return received.connection();
  }
}
