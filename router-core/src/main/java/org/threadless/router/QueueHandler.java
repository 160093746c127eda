package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.MessageStore;

/**
 * {@code queue}: stores a message, so that its sender can be answered; any node routes it later.
 */
@Singleton
public final class QueueHandler implements IncomingHandler {

  private final Routing routing;
  private final MessageStore store;
  private final MessageIds ids;
  private final InstantSource clock;

  @Inject
  QueueHandler(Routing routing, MessageStore store, MessageIds ids, InstantSource clock) {
    this.routing = routing;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Receipt handle(ReceivedMessage received) {
    Instant receivedAt = received.receivedAt().orElseGet(clock::instant);
    IncomingMessage message =
        new IncomingMessage(ids.next(), received, receivedAt, routing.outbox());
    return store
        .enqueue(message)
        .map(Receipt::ofDuplicate)
        .orElseGet(() -> Receipt.ofQueued(message.id()));
  }
}
