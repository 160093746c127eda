package org.threadless.router.engine.routing.handler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.call.Limits;
import org.threadless.router.engine.order.ConnectionOrder;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.routing.RoutingAttempt;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.incoming.CarriedMessage;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;

/**
 * {@code inline}: routes a message on the thread that brings it, from its arrival to its last
 * reply.
 */
@Singleton
public final class InlineHandler implements InlineRouting {

  private static final Logger log = LoggerFactory.getLogger(InlineHandler.class);

  private final ConnectionOrder order;
  private final RoutingAttempt routing;
  private final QueueHandler queue;
  private final MessageStore store;
  private final Backlog backlog;
  private final MessageIds ids;
  private final InstantSource clock;
  private final DatabaseTrouble trouble;

  @Inject
  InlineHandler(
      RoutingAttempt routing,
      QueueHandler queue,
      MessageStore store,
      Backlog backlog,
      MessageIds ids,
      InstantSource clock,
      Limits limits,
      DatabaseTrouble trouble) {
    this.routing = routing;
    this.queue = queue;
    this.store = store;
    this.backlog = backlog;
    this.ids = ids;
    this.clock = clock;
    this.trouble = trouble;
    this.order =
        new ConnectionOrder(
            limits.maxWaiting(), OutgoingOrder.halfOf(limits.maxConcurrent()), limits.maxWait());
  }

  @Override
  public Receipt handle(ReceivedMessage received) {
    Instant receivedAt = received.receivedAt().orElseGet(clock::instant);
    return order.inOrder(
        received.connection(),
        () -> inTurn(received, receivedAt),
        () -> {
          throw new OverloadException();
        });
  }

  @Override
  public Receipt route(CarriedMessage carried) {
    return trouble.noting(
        () ->
            order.inOrder(
                carried.message().connection(),
                () -> inTurn(carried),
                () -> {
                  throw new OverloadException();
                }),
        DatabaseTrouble::waits);
  }

  private Receipt inTurn(CarriedMessage carried) {
    Outbox outbox = routing.outbox();
    IncomingMessage message =
        routing.message(carried.id(), carried.message(), carried.receivedAt(), outbox);
    if (carried.perhapsRouted() || message.externalId().isPresent()) {
      Optional<Seen> first = store.seen(message);
      if (first.isPresent()) {
        return receiptOf(first.get(), message);
      }
    }
    if (backlog.holds(message.connection(), Direction.IN)) {
      return queue.enqueueCarried(message);
    }
    if (!carried.perhapsRouted()) {
      // As it is not claimed, nothing is left of it where this node dies: it is brought back.
      return routing.routeClaimed(message, outbox);
    }
    // Whoever had it may have died of it: the next death is counted.
    Optional<Seen> first = store.claim(message);
    return first.isPresent() ? receiptOf(first.get(), message) : routeClaimed(message, outbox);
  }

  // What follows must not overtake it.
  private Receipt receiptOf(Seen first, IncomingMessage copy) {
    if (first.status() == IncomingStatus.QUEUED
        && !backlog.holds(copy.connection(), Direction.IN)) {
      throw new OverloadException();
    }
    return first.receipt();
  }

  private Receipt inTurn(ReceivedMessage received, Instant receivedAt) {
    // Older messages of this connection wait after a crash, say: it is not for this one to
    // overtake.
    if (backlog.holds(received.connection(), Direction.IN)) {
      return queue.handle(received);
    }
    Outbox outbox = routing.outbox();
    IncomingMessage message = routing.message(ids.next(), received, receivedAt, outbox);
    if (message.externalId().isEmpty()) {
      return routing.route(message, outbox);
    }
    Optional<Seen> first = store.claim(message);
    return first.map(Seen::receipt).orElseGet(() -> routeClaimed(message, outbox));
  }

  private Receipt routeClaimed(IncomingMessage message, Outbox outbox) {
    try {
      return routeOrEnqueue(message, outbox);
    } catch (StoreUnavailableException e) {
      // A claim may be lost with the database: nobody may be told that the message is stored. Where
      // it is, it will be routed, and what its sender brings again is a copy.
      backlog.letWait(message);
      throw e;
    }
  }

  private Receipt routeOrEnqueue(IncomingMessage message, Outbox outbox) {
    try {
      return routing.routeClaimed(message, outbox);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("message {} could not be routed, and waits", message.id(), Tellable.of(e));
      return queue.enqueue(message);
    }
  }
}
