package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.call.OutsideRoom;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.People;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.Errands;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;

/**
 * Walks a message through the apps, stores it with all that it causes in one transaction, and sends
 * what is to be sent, on this thread. In the order of its connection: that is for the caller.
 */
@Singleton
public final class RoutingAttempt {

  private static final Logger log = LoggerFactory.getLogger(RoutingAttempt.class);

  private final Routers routers;
  private final TransactionalMessenger messenger;
  private final MessageStore store;
  private final Delivery delivery;
  private final People people;
  private final RoutedAgain again;
  private final OutsideRoom outside;
  private final Observers observers;

  @Inject
  RoutingAttempt(
      Routers routers,
      TransactionalMessenger messenger,
      MessageStore store,
      Delivery delivery,
      People people,
      RoutedAgain again,
      OutsideRoom outside,
      Observers observers) {
    this.routers = routers;
    this.messenger = messenger;
    this.store = store;
    this.delivery = delivery;
    this.people = people;
    this.again = again;
    this.outside = outside;
    this.observers = observers;
  }

  /** Returns where the apps put what they want sent because of one message. */
  public Outbox outbox() {
    return routers.outbox();
  }

  /** Returns a message for the apps, with this outbox. */
  public IncomingMessage message(
      UUID id, ReceivedMessage received, Instant receivedAt, Outbox outbox) {
    return new IncomingMessage(id, received, receivedAt, outbox, people::contact);
  }

  /** Routes a message that is not stored yet. */
  public Receipt route(IncomingMessage message, Outbox outbox) {
    return routeOrLetWait(
        message,
        outbox,
        (work, routed) -> {
          work.commit(routed);
          return true;
        });
  }

  /** Routes a message that was claimed. */
  public Receipt routeClaimed(IncomingMessage message, Outbox outbox) {
    return routeOrLetWait(message, outbox, UnitOfWork::commitClaimed);
  }

  /** Routes a message that waited, or says when it is routed again. */
  public Dealt routeQueued(QueuedMessage queued, IncomingMessage message, Outbox outbox) {
    try {
      Receipt unused = route(message, outbox, UnitOfWork::commitQueued);
      return Dealt.routed();
    } catch (Postponed e) {
      return again
          .next(message.connection().backend(), queued.attempts(), queued.since(), e)
          .map(wait -> Dealt.failed(wait.failure(), wait.due()))
          .orElseGet(() -> giveUp(message, e));
    }
  }

  private Dealt giveUp(IncomingMessage message, Postponed why) {
    giveUp(message, why.givenUp(again.givenUpAfter(message.connection().backend())));
    return Dealt.routed();
  }

  /**
   * Walks a message through the apps as if it were routed, and stores and sends nothing.
   *
   * @param traces give what sees the way, instead of whoever sees that of others; asked again where
   *     the message passes all apps anew
   */
  public Routed rehearse(IncomingMessage message, Outbox outbox, Supplier<Trace> traces) {
    AtomicReference<Routed> last = new AtomicReference<>();
    try (Guard.Context context = Guard.context(message)) {
      Receipt unused =
          walkAndStore(
              message,
              outbox,
              traces,
              (work, routed) -> {
                last.set(routed);
                return false;
              });
    } catch (Postponed e) {
      AppError why = new AppError("", "", e.reason());
      return new Routed(message, IncomingStatus.QUEUED, List.of(why), List.of());
    }
    return last.get();
  }

  /** Stores a message that is stored as {@code QUEUED} as one that cannot be routed. */
  public void giveUp(IncomingMessage message, String reason) {
    giveUp(message, new AppError("", "", reason));
  }

  private void giveUp(IncomingMessage message, AppError reason) {
    try (Guard.Context context = Guard.context(message)) {
      log.error("message {} is not routed: {}", message.id(), reason.error());
      Receipt unused = storeErrored(message, reason, UnitOfWork::commitQueued);
    }
  }

  // What follows it finds that it waits, and does so behind it.
  private Receipt routeOrLetWait(
      IncomingMessage message, Outbox outbox, BiPredicate<UnitOfWork, Routed> commit) {
    try {
      return route(message, outbox, commit);
    } catch (Postponed e) {
      return store
          .enqueue(message, e.reason(), again.first(message.connection().backend(), e))
          .map(Seen::receipt)
          .orElseGet(() -> Receipt.ofQueued(message.id()));
    }
  }

  private Receipt route(
      IncomingMessage message, Outbox outbox, BiPredicate<UnitOfWork, Routed> commit) {
    try (Guard.Context context = Guard.context(message)) {
      log.trace("from {}: {}", message.connection(), message.receivedText());
      return observers.routing(message).of(() -> routeAndSend(message, outbox, commit));
    }
  }

  private Receipt routeAndSend(
      IncomingMessage message, Outbox outbox, BiPredicate<UnitOfWork, Routed> commit) {
    Receipt receipt = walkAndStore(message, outbox, routers::trace, seen(commit));
    // The transaction is over: no database connection is held while gateways take their time.
    delivery.send(receipt.sent());
    return receipt;
  }

  private BiPredicate<UnitOfWork, Routed> seen(BiPredicate<UnitOfWork, Routed> commit) {
    return (work, routed) ->
        observers.committing(routed.message().id()).of(() -> commit.test(work, routed));
  }

  private Receipt walkAndStore(
      IncomingMessage message,
      Outbox outbox,
      Supplier<Trace> traces,
      BiPredicate<UnitOfWork, Routed> commit) {
    while (true) {
      try {
        return walkOnceAndStore(message, outbox, traces.get(), commit);
      } catch (Errands.Anew e) {
        outbox.dropSince(0);
        message.replaceText(message.receivedText());
      }
    }
  }

  private Receipt walkOnceAndStore(
      IncomingMessage message, Outbox outbox, Trace trace, BiPredicate<UnitOfWork, Routed> commit) {
    try (UnitOfWork work = store.begin()) {
      outbox.errands().begin(work::isOpen, work::close, outside);
      Routed routed =
          messenger.into(
              outbox,
              message.connection(),
              () -> routers.create(work, outbox, trace).route(message));
      return receipt(commit.test(work, routed), routed);
    } catch (StoreUnavailableException | Postponed | Errands.Anew e) {
      throw e;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      // An app cannot be made, or the database refuses what an app wrote when it is committed. The
      // message is kept, to be routed again when that is mended.
      Throwable thrown = Tellable.of(e);
      log.error("message could not be routed: {}", thrown.toString(), thrown);
      return storeErrored(message, new AppError("", "", thrown.toString()), commit);
    }
  }

  private Receipt storeErrored(
      IncomingMessage message, AppError reason, BiPredicate<UnitOfWork, Routed> commit) {
    Routed errored = new Routed(message, IncomingStatus.ERRORED, List.of(reason), List.of());
    try (UnitOfWork work = store.begin()) {
      return receipt(commit.test(work, errored), errored);
    }
  }

  private static Receipt receipt(boolean stored, Routed routed) {
    List<Planned> outgoing = stored ? routed.outgoing() : List.of();
    return new Receipt(
        routed.message().id(),
        routed.status(),
        !stored,
        Planned.toSend(outgoing),
        Planned.toWait(outgoing));
  }
}
