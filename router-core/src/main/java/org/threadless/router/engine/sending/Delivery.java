package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.order.ConnectionOrder;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.OutgoingMessage;

/**
 * Sends stored messages through their backends on this thread, one after the other, and records
 * what came of it. What cannot be sent now goes to the backlog.
 */
@Singleton
public final class Delivery {

  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final SendAttempt sending;
  private final Ways ways;
  private final SendsUnderWay underWay;
  private final FailedMessages failed;
  private final Gate gate;
  private final Outages outages;
  private final Backlog backlog;
  private final MessageStore store;
  private final InstantSource clock;
  private final ConnectionOrder order;

  @Inject
  Delivery(
      SendAttempt sending,
      Ways ways,
      SendsUnderWay underWay,
      FailedMessages failed,
      Gate gate,
      Outages outages,
      Backlog backlog,
      MessageStore store,
      InstantSource clock,
      OutgoingOrder order) {
    this.sending = sending;
    this.ways = ways;
    this.underWay = underWay;
    this.failed = failed;
    this.gate = gate;
    this.outages = outages;
    this.backlog = backlog;
    this.store = store;
    this.clock = clock;
    this.order = order.connections();
  }

  /** Sends these messages, in this order. Never throws for what a gateway or the database does. */
  public void send(List<OutgoingMessage> messages) {
    List<SendOutcome> outcomes = new ArrayList<>();
    for (OutgoingMessage message : messages) {
      orPostpone(
              message,
              () ->
                  order.inOrder(
                      message.connection(), () -> send(message), () -> sendLater(message)))
          .ifPresent(outcomes::add);
    }
    if (!outcomes.isEmpty()) {
      store.record(outcomes);
    }
  }

  /** Returns what came of it; empty where the message waits now. */
  private Optional<SendOutcome> send(OutgoingMessage message) {
    Optional<SendOutcome> missed = Validity.missed(message, clock.instant());
    if (missed.isPresent()) {
      return Optional.of(ended(message, missed.get()));
    }
    Optional<Hold> hold = gate.hold(message);
    if (hold.isPresent()) {
      return hold(message, hold.get());
    }
    if (outages.isDown(message.connection().backend())
        || underWay.isCutOff()
        || sending.hasRate(message.connection().backend())
        || holds(message)) {
      return sendLater(message);
    }
    return outcome(message, ways.begin(message));
  }

  // What is held by itself holds up nothing behind it.
  private Optional<SendOutcome> hold(OutgoingMessage message, Hold hold) {
    if (hold.until().isEmpty()) {
      return sendLater(message);
    }
    backlog.schedule(message, Validity.due(message, hold.until().get()));
    return Optional.empty();
  }

  private Optional<SendOutcome> sendLater(OutgoingMessage message) {
    backlog.postpone(message, Optional.empty(), clock.instant());
    return Optional.empty();
  }

  // Out of turn rather than never: it is sent, whoever else is at it.
  private void settle(OutgoingMessage message, Walk walk, SendResult known) {
    orPostpone(
            message,
            () -> {
              Supplier<Optional<SendOutcome>> outcome =
                  () -> outcome(message, ways.goOn(walk, known));
              return order.inOrder(message.connection(), outcome, outcome);
            })
        .ifPresent(outcome -> store.record(List.of(outcome)));
  }

  /** Whatever goes wrong in here is not to stop the other messages, nor the request. */
  private Optional<SendOutcome> orPostpone(
      OutgoingMessage message, Supplier<Optional<SendOutcome>> attempt) {
    try (Guard.Context context = Guard.context(message)) {
      return attemptOrPostpone(message, attempt);
    } finally {
      // Whoever said what came of it may have interrupted its thread; the store is next.
      boolean unused = Thread.interrupted();
    }
  }

  private Optional<SendOutcome> attemptOrPostpone(
      OutgoingMessage message, Supplier<Optional<SendOutcome>> attempt) {
    try {
      return attempt.get();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      Throwable thrown = Tellable.of(e);
      log.error("message {} could not be sent; again in {}", message.id(), AFTER_FAILURE, thrown);
      backlog.postpone(message, Optional.empty(), clock.instant().plus(AFTER_FAILURE));
      return Optional.empty();
    }
  }

  private Optional<SendOutcome> outcome(OutgoingMessage message, Walk walk) {
    SendResult result = walk.result();
    if (result instanceof SendResult.Later later) {
      LateResult.of(later, message).whenKnown(known -> settle(message, walk, known));
      return Optional.empty();
    }
    if (result instanceof SendResult.WorthRetrying retry) {
      return postpone(message, walk, retry);
    }
    return Optional.of(
        ended(message, new SendOutcome(message.id(), result, clock.instant(), walk.kept())));
  }

  private SendOutcome ended(OutgoingMessage message, SendOutcome outcome) {
    failed.tell(message, outcome);
    return outcome;
  }

  private boolean holds(OutgoingMessage message) {
    try {
      return backlog.holds(message);
    } catch (StoreUnavailableException e) {
      // Better late than out of order.
      return true;
    }
  }

  private Optional<SendOutcome> postpone(
      OutgoingMessage message, Walk walk, SendResult.WorthRetrying result) {
    Failure failure = SendAttempt.failure(result, walk, 0, 0, clock.instant());
    Optional<Instant> next = sending.next(message, walk, result, failure);
    if (next.isEmpty()) {
      return Optional.of(ended(message, sending.givenUp(message, failure)));
    }
    boolean down = !ways.isOpen(message.connection().backend());
    // A probe says when the backend is up, and from then on it is to go out at once.
    backlog.postpone(message, Optional.of(failure), down ? failure.at() : next.get());
    return Optional.empty();
  }
}
