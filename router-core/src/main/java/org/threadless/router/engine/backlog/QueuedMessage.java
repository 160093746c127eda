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
 * @param attempts how often an app has let it wait
 * @param since when it came, or was let be routed again by hand
 */
public record QueuedMessage(
    UUID id,
    ReceivedMessage received,
    Instant receivedAt,
    Deaths deaths,
    int attempts,
    Instant since)
    implements DueMessage {

  /** No app has let it wait. */
  public QueuedMessage(UUID id, ReceivedMessage received, Instant receivedAt, Deaths deaths) {
    this(id, received, receivedAt, deaths, 0, receivedAt);
  }

  @Override
  public Connection connection() {
    return received.connection();
  }
}
