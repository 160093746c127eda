package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.AppError;
import org.threadless.router.store.MessageStore;
import org.threadless.router.store.Planned;
import org.threadless.router.store.Routed;
import org.threadless.router.store.Seen;
import org.threadless.router.store.StoreUnavailableException;
import org.threadless.router.store.UnitOfWork;

/** Routes a message on the thread that brings it, from its arrival to the last reply sent. */
@Singleton
final class Routing implements Incoming {

  private static final Logger log = LoggerFactory.getLogger(Routing.class);

  private final Backends backends;
  private final ConnectionOrder order;
  private final Routers routers;
  private final Messenger messenger;
  private final MessageStore store;
  private final Delivery delivery;
  private final MessageIds ids;
  private final InstantSource clock;

  @Inject
  Routing(
      Backends backends,
      ConnectionOrder order,
      Routers routers,
      Messenger messenger,
      MessageStore store,
      Delivery delivery,
      MessageIds ids,
      InstantSource clock) {
    this.backends = backends;
    this.order = order;
    this.routers = routers;
    this.messenger = messenger;
    this.store = store;
    this.delivery = delivery;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Receipt incoming(ReceivedMessage received) {
    backends.require(received.connection().backend());
    Instant receivedAt = received.receivedAt().orElseGet(clock::instant);
    return order.inOrder(received.connection(), () -> inTurn(received, receivedAt));
  }

  private Receipt inTurn(ReceivedMessage received, Instant receivedAt) {
    Outbox outbox = routers.outbox();
    IncomingMessage message = new IncomingMessage(ids.next(), received, receivedAt, outbox);
    try (Guard.Context context = Guard.context(message.id(), message.connection().backend())) {
      Receipt receipt = route(message, outbox);
      // The transaction is over: no database connection is held while gateways take their time.
      delivery.send(receipt.sent());
      return receipt;
    }
  }

  private Receipt route(IncomingMessage message, Outbox outbox) {
    try {
      return store(
          message,
          work -> messenger.into(outbox, () -> routers.create(work, outbox).route(message)));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      // An app cannot be made, or the database refuses what an app wrote when it is committed. The
      // message is kept, to be routed again when that is mended.
      log.error("message could not be routed: {}", e.toString(), e);
      return store(message, work -> errored(message, e));
    }
  }

  private Receipt store(IncomingMessage message, Function<UnitOfWork, Routed> routing) {
    try (UnitOfWork work = store.begin()) {
      Optional<Seen> first =
          message.externalId().isPresent() ? work.claim(message) : Optional.empty();
      if (first.isPresent()) {
        return new Receipt(first.get().id(), first.get().status(), true, List.of());
      }
      Routed routed = routing.apply(work);
      work.commit(routed);
      return new Receipt(message.id(), routed.status(), false, Planned.toSend(routed.outgoing()));
    }
  }

  private static Routed errored(IncomingMessage message, RuntimeException e) {
    return new Routed(
        message, IncomingStatus.ERRORED, List.of(new AppError("", "", e.toString())), List.of());
  }
}
