package org.threadless.router.engine.routing.handler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.router.engine.routing.RoutingAttempt;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.ReceivedMessage;

/**
 * {@code queue}: stores a message, so that its sender can be answered; any node routes it later.
 */
@Singleton
public final class QueueHandler implements IncomingHandler {

  private final RoutingAttempt routing;
  private final Urgency urgency;
  private final MessageStore store;
  private final MessageIds ids;
  private final InstantSource clock;

  @Inject
  QueueHandler(
      RoutingAttempt routing,
      Urgency urgency,
      MessageStore store,
      MessageIds ids,
      InstantSource clock) {
    this.routing = routing;
    this.urgency = urgency;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Receipt handle(ReceivedMessage received) {
    Instant receivedAt = received.receivedAt().orElseGet(clock::instant);
    IncomingMessage message = routing.message(ids.next(), received, receivedAt, routing.outbox());
    return enqueueCarried(message);
  }

  /** Stores a message that has its id as one that waits. */
  Receipt enqueueCarried(IncomingMessage message) {
    return urgency.isUrgent(message)
        ? receipt(message, store.enqueueFirst(message))
        : enqueue(message);
  }

  /** Stores a message as one that waits, also where it was claimed before. */
  Receipt enqueue(IncomingMessage message) {
    return receipt(message, store.enqueue(message));
  }

  private static Receipt receipt(IncomingMessage message, Optional<Seen> first) {
    return first.map(Seen::receipt).orElseGet(() -> Receipt.ofQueued(message.id()));
  }
}
