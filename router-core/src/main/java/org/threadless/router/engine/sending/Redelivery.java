package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.order.ConnectionOrder;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Failure;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

/** Sends messages that wait, one connection at a time, and probes backends that are down. */
@Singleton
public final class Redelivery {

  private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

  // Another node has the message, or another thread its turn; that ends by itself, or with that
  // node.
  private static final Duration TAKEN = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Backends backends;
  private final Sending sending;
  private final SendsUnderWay underWay;
  private final FailedMessages failed;
  private final Outages outages;
  private final Backlog backlog;
  private final InstantSource clock;
  private final ConnectionOrder order;

  /**
   * What came of one more attempt.
   *
   * @param told what it tells about the gateway
   * @param asked how long it asked us to wait, where it did
   * @param next when to try the message again; empty where it is settled
   */
  private record Attempt(Told told, Optional<Duration> asked, Optional<Instant> next) {}

  /** What an attempt tells about a gateway. */
  private enum Told {
    UP,
    NOT_YET_UP,
    /** It was not asked. */
    NOTHING
  }

  @Inject
  Redelivery(
      Backends backends,
      Sending sending,
      SendsUnderWay underWay,
      FailedMessages failed,
      Outages outages,
      Backlog backlog,
      InstantSource clock,
      OutgoingOrder order) {
    this.backends = backends;
    this.sending = sending;
    this.underWay = underWay;
    this.failed = failed;
    this.outages = outages;
    this.backlog = backlog;
    this.clock = clock;
    this.order = order.connections();
  }

  /**
   * Sends what waits for a connection, until one fails.
   *
   * @return when to go on; empty where nothing waits, or a probe will tell when
   */
  public Optional<Instant> sendAll(UUID id, Connection connection) {
    while (!outages.isDown(connection.backend())) {
      if (underWay.isStopping()) {
        // For another node, or for the next start.
        return Optional.of(clock.instant());
      }
      Optional<WaitingMessage> next = backlog.takeFirst(id);
      if (next.isEmpty()) {
        boolean taken = backlog.waitsToBeSent(id);
        return taken ? Optional.of(clock.instant().plus(TAKEN)) : Optional.empty();
      }
      Optional<Instant> again = attempt(next.get()).next();
      if (again.isPresent()) {
        return again;
      }
    }
    return Optional.empty();
  }

  /** Tries one message; returns when to try another, and nothing where the backend is up. */
  public Optional<Instant> probe(BackendName backend, int probes) {
    if (underWay.isStopping()) {
      return Optional.of(clock.instant());
    }
    Optional<WaitingMessage> taken = backlog.takeForProbe(backend);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = attempt(taken.get());
    return switch (attempt.told()) {
      case UP -> {
        log.info("backend {} is up again: its messages go out now", backend);
        yield Optional.empty();
      }
      case NOT_YET_UP -> Optional.of(stillDown(backend, probes + 1, attempt.asked()));
      // The next message is as good a probe.
      case NOTHING -> Optional.of(clock.instant());
    };
  }

  private Instant stillDown(BackendName backend, int probes, Optional<Duration> asked) {
    RetrySettings retry = backends.require(backend).settings().retry();
    Instant now = clock.instant();
    String reason = "given up after " + retry.giveUpAfterText() + ": the backend is down";
    failed.tell(
        backlog.giveUp(backend, now.minus(retry.giveUpAfter()), reason, now), backend, reason);
    return now.plus(retry.delay(probes + 1, asked));
  }

  // In turn with those who send at once, who must see that this one waits, or that it is settled.
  private Attempt attempt(WaitingMessage waiting) {
    try {
      return order.inOrder(
          waiting.message().connection(), () -> attemptInTurn(waiting), () -> notNow(waiting));
    } catch (Throwable e) {
      OutOfMemory.end(e);
      Throwable thrown = Tellable.of(e);
      log.error(
          "message {} could not be sent; again in {}",
          waiting.message().id(),
          AFTER_FAILURE,
          thrown);
      // Otherwise it stays taken, and with it all that is behind it.
      Failure failure =
          new Failure(
              thrown.toString(), waiting.attempts() + 1, waiting.unanswered(), clock.instant());
      backlog.giveBack(waiting.message().id(), failure);
      return new Attempt(
          Told.NOT_YET_UP, Optional.empty(), Optional.of(failure.at().plus(AFTER_FAILURE)));
    }
  }

  private Attempt notNow(WaitingMessage waiting) {
    Instant now = clock.instant();
    String reason = "waits for an earlier message to be sent";
    backlog.giveBack(
        waiting.message().id(), new Failure(reason, waiting.attempts(), waiting.unanswered(), now));
    return new Attempt(Told.NOT_YET_UP, Optional.empty(), Optional.of(now.plus(TAKEN)));
  }

  private Attempt attemptInTurn(WaitingMessage waiting) {
    OutgoingMessage message = waiting.message();
    if (waiting.deaths().areTooMany()) {
      return notAgain(waiting);
    }
    SendResult result = sending.attempt(message);
    if (result instanceof SendResult.Later later) {
      result = LateResult.of(later).await();
      sending.learn(message, result);
    }
    if (!(result instanceof SendResult.WorthRetrying again)) {
      settle(message, new SendOutcome(message.id(), result, clock.instant()));
      Told told = result.isAnswer() ? Told.UP : Told.NOTHING;
      return new Attempt(told, Optional.empty(), Optional.empty());
    }
    Failure failure =
        Sending.failure(again, waiting.attempts(), waiting.unanswered(), clock.instant());
    Optional<Instant> next = sending.next(message, again, failure);
    if (next.isPresent()) {
      backlog.giveBack(message.id(), failure);
    } else {
      settle(message, sending.givenUp(message, failure));
    }
    return new Attempt(Told.NOT_YET_UP, Sending.asked(again), next);
  }

  private void settle(OutgoingMessage message, SendOutcome outcome) {
    failed.tell(message, outcome);
    backlog.settle(outcome);
  }

  private Attempt notAgain(WaitingMessage waiting) {
    OutgoingMessage message = waiting.message();
    SendResult refused = SendResult.refused(waiting.deaths().reason());
    settle(message, new SendOutcome(message.id(), refused, clock.instant()));
    return new Attempt(Told.NOTHING, Optional.empty(), Optional.empty());
  }
}
