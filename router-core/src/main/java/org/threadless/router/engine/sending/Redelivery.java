package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.order.ConnectionOrder;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Dealt;
import org.threadless.router.engine.store.Failure;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** Sends messages that wait, and probes backends that are down with them. */
@Singleton
public final class Redelivery {

  private static final Logger log = LoggerFactory.getLogger(Redelivery.class);

  // Not at once: it would be taken again and again until the queue knows, too.
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration TURN_TAKEN = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final Backends backends;
  private final SendAttempt sending;
  private final SendsUnderWay underWay;
  private final FailedMessages failed;
  private final Gate gate;
  private final Outages outages;
  private final Backlog backlog;
  private final InstantSource clock;
  private final ConnectionOrder order;

  /**
   * What came of one more attempt.
   *
   * @param told what it tells about the gateway
   * @param asked how long it asked us to wait, where it did
   */
  private record Attempt(Dealt dealt, Told told, Optional<Duration> asked) {

    static Attempt of(Dealt dealt, Told told) {
      return new Attempt(dealt, told, Optional.empty());
    }
  }

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
      SendAttempt sending,
      SendsUnderWay underWay,
      FailedMessages failed,
      Gate gate,
      Outages outages,
      Backlog backlog,
      InstantSource clock,
      OutgoingOrder order) {
    this.backends = backends;
    this.sending = sending;
    this.underWay = underWay;
    this.failed = failed;
    this.gate = gate;
    this.outages = outages;
    this.backlog = backlog;
    this.clock = clock;
    this.order = order.connections();
  }

  /** Sends a message, or says when to try it again. */
  public Dealt send(WaitingMessage waiting) {
    BackendName backend = waiting.connection().backend();
    if (underWay.isStopping()) {
      // For another node, or for the next start.
      return notNow();
    }
    if (waiting.probes().isPresent()) {
      return probe(waiting, waiting.probes().getAsInt());
    }
    Optional<Attempt> missed = missed(waiting);
    if (missed.isEmpty() && outages.isDown(backend)) {
      return notNow();
    }
    return missed.orElseGet(() -> attempt(waiting)).dealt();
  }

  private Dealt notNow() {
    return Dealt.notNow(clock.instant().plus(SOON));
  }

  private Dealt probe(WaitingMessage waiting, int probes) {
    Attempt attempt = attempt(waiting);
    try {
      learn(waiting.connection().backend(), probes, attempt);
    } catch (StoreUnavailableException e) {
      // It is not to be sent again because of that: in a while there is another probe.
      log.debug("what a probe has found cannot be stored now", e);
    }
    return attempt.dealt();
  }

  private void learn(BackendName backend, int probes, Attempt attempt) {
    switch (attempt.told()) {
      case UP -> {
        backlog.resume(backend);
        log.info("backend {} is up again: its messages go out now", backend);
      }
      case NOT_YET_UP -> stillDown(backend, probes + 1, attempt.asked());
      // The next message is as good a probe.
      case NOTHING -> backlog.probeAgain(backend, clock.instant(), probes);
    }
  }

  private void stillDown(BackendName backend, int probes, Optional<Duration> asked) {
    RetrySettings retry = backends.require(backend).settings().retry();
    Instant now = clock.instant();
    Instant next = now.plus(retry.delay(probes + 1, asked));
    backlog.probeAgain(backend, next, probes);
    outages.isTriedAgain(backend, next);
    String reason = "given up after " + retry.giveUpAfterText() + ": the backend is down";
    failed.tell(
        backlog.giveUp(backend, now.minus(retry.giveUpAfter()), reason, now), backend, reason);
  }

  private Attempt attempt(WaitingMessage waiting) {
    return missed(waiting)
        .or(() -> gate.hold(waiting.message()).map(hold -> held(waiting, hold)))
        .orElseGet(() -> attemptSafely(waiting));
  }

  private Optional<Attempt> missed(WaitingMessage waiting) {
    return Validity.missed(waiting.message(), clock.instant())
        .map(outcome -> Attempt.of(ended(waiting.message(), outcome), Told.NOTHING));
  }

  // It was taken before that began, or before this node knew.
  private Attempt held(WaitingMessage waiting, Hold hold) {
    Optional<Instant> until = hold.until().map(time -> Validity.due(waiting.message(), time));
    return Attempt.of(
        until.map(time -> later(waiting, time)).orElseGet(this::notNow), Told.NOTHING);
  }

  // What was tried keeps its place, since that is where it is known how often and since when.
  private static Dealt later(WaitingMessage waiting, Instant until) {
    return waiting.attempts() == 0 ? new Dealt.Later(until) : Dealt.notNow(until);
  }

  // In turn with those who send at once, who must see that this one waits, or that it is settled.
  private Attempt attemptSafely(WaitingMessage waiting) {
    try {
      return order.inOrder(
          waiting.connection(), () -> attemptInTurn(waiting), () -> notNow(waiting));
    } catch (Throwable e) {
      OutOfMemory.end(e);
      Throwable thrown = Tellable.of(e);
      log.error("message {} could not be sent; again in {}", waiting.id(), AFTER_FAILURE, thrown);
      Failure failure =
          new Failure(
              thrown.toString(), waiting.attempts() + 1, waiting.unanswered(), clock.instant());
      return Attempt.of(Dealt.failed(failure, failure.at().plus(AFTER_FAILURE)), Told.NOT_YET_UP);
    }
  }

  private Attempt notNow(WaitingMessage waiting) {
    Instant now = clock.instant();
    String reason = "waits for an earlier message to be sent";
    Failure failure = new Failure(reason, waiting.attempts(), waiting.unanswered(), now);
    return Attempt.of(Dealt.failed(failure, now.plus(TURN_TAKEN)), Told.NOT_YET_UP);
  }

  private Attempt attemptInTurn(WaitingMessage waiting) {
    OutgoingMessage message = waiting.message();
    if (waiting.deaths().areTooMany()) {
      SendResult refused = SendResult.refused(waiting.deaths().reason());
      return Attempt.of(ended(message, result(message, refused)), Told.NOTHING);
    }
    SendResult result = sending.attempt(message);
    if (result instanceof SendResult.Later later) {
      result = LateResult.of(later).await();
      sending.learn(message, result);
    }
    if (result instanceof SendResult.WorthRetrying again) {
      return failed(waiting, again);
    }
    Told told = result.isAnswer() ? Told.UP : Told.NOTHING;
    return Attempt.of(ended(message, result(message, result)), told);
  }

  private Attempt failed(WaitingMessage waiting, SendResult.WorthRetrying again) {
    OutgoingMessage message = waiting.message();
    Failure failure =
        SendAttempt.failure(again, waiting.attempts(), waiting.unanswered(), clock.instant());
    Dealt dealt =
        sending
            .next(message, again, failure)
            .map(due -> Dealt.failed(failure, whenUp(message, due)))
            .orElseGet(() -> ended(message, sending.givenUp(message, failure)));
    return new Attempt(dealt, Told.NOT_YET_UP, SendAttempt.asked(again));
  }

  // While its backend is down a probe says when; after that, it is to go out at once.
  private Instant whenUp(OutgoingMessage message, Instant due) {
    return outages.isDown(message.connection().backend()) ? clock.instant() : due;
  }

  private SendOutcome result(OutgoingMessage message, SendResult result) {
    return new SendOutcome(message.id(), result, clock.instant());
  }

  private Dealt ended(OutgoingMessage message, SendOutcome outcome) {
    failed.tell(message, outcome);
    return Dealt.ended(outcome);
  }
}
