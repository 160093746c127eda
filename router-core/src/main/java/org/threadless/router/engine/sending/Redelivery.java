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
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.order.ConnectionOrder;
import org.threadless.router.engine.order.OutgoingOrder;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
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
  private final Ways ways;
  private final Probes probes;
  private final SendsUnderWay underWay;
  private final FailedMessages failed;
  private final Gate gate;
  private final InstantSource clock;
  private final ConnectionOrder order;

  /**
   * What came of one more attempt.
   *
   * @param told what it tells about the gateway of the message's own backend
   * @param asked how long it asked us to wait, where it did
   */
  private record Attempt(Dealt dealt, Probes.Told told, Optional<Duration> asked) {

    static Attempt of(Dealt dealt, Probes.Told told) {
      return new Attempt(dealt, told, Optional.empty());
    }
  }

  @Inject
  Redelivery(
      Backends backends,
      SendAttempt sending,
      Ways ways,
      Probes probes,
      SendsUnderWay underWay,
      FailedMessages failed,
      Gate gate,
      InstantSource clock,
      OutgoingOrder order) {
    this.backends = backends;
    this.sending = sending;
    this.ways = ways;
    this.probes = probes;
    this.underWay = underWay;
    this.failed = failed;
    this.gate = gate;
    this.clock = clock;
    this.order = order.connections();
  }

  /** Sends a message, or says when to try it again. */
  public Dealt send(WaitingMessage waiting) {
    try (Guard.Context context = Guard.context(waiting.message())) {
      return sendInContext(waiting);
    }
  }

  private Dealt sendInContext(WaitingMessage waiting) {
    if (underWay.isStopping()) {
      // For another node, or for the next start.
      return notNow();
    }
    Optional<Attempt> missed = missed(waiting);
    if (waiting.probes().isPresent()) {
      Attempt attempt = missed.orElseGet(() -> attempt(waiting));
      return learn(waiting, waiting.probes().getAsInt(), attempt);
    }
    if (missed.isPresent()) {
      return missed.get().dealt();
    }
    if (ways.isOpen(waiting)) {
      return attempt(waiting).dealt();
    }
    return ways.isOpen(waiting.connection().backend()) ? notElsewhere(waiting) : notNow();
  }

  // It is perhaps sent by a backend that is down; others go out by another one. It may be a probe.
  private Dealt notElsewhere(WaitingMessage waiting) {
    RetrySettings retry = backends.require(waiting.connection().backend()).settings().retry();
    return Dealt.notNow(clock.instant().plus(retry.delay(waiting.attempts())));
  }

  private Dealt notNow() {
    return Dealt.notNow(clock.instant().plus(SOON));
  }

  private Dealt learn(WaitingMessage waiting, int found, Attempt attempt) {
    probes.learn(waiting.connection().backend(), found, attempt.told(), attempt.asked());
    return attempt.dealt();
  }

  private Attempt attempt(WaitingMessage waiting) {
    return gate.hold(waiting.message())
        .map(hold -> held(waiting, hold))
        .orElseGet(() -> attemptSafely(waiting));
  }

  private Optional<Attempt> missed(WaitingMessage waiting) {
    return Validity.missed(waiting.message(), clock.instant())
        .map(outcome -> Attempt.of(ended(waiting.message(), outcome), Probes.Told.NOTHING));
  }

  // It was taken before that began, or before this node knew.
  private Attempt held(WaitingMessage waiting, Hold hold) {
    Optional<Instant> until = hold.until().map(time -> Validity.due(waiting.message(), time));
    return Attempt.of(
        until.map(time -> later(waiting, time)).orElseGet(this::notNow), Probes.Told.NOTHING);
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
      return Attempt.of(
          Dealt.failed(failure, failure.at().plus(AFTER_FAILURE)), Probes.Told.NOT_YET_UP);
    }
  }

  private Attempt notNow(WaitingMessage waiting) {
    Instant now = clock.instant();
    String reason = "waits for an earlier message to be sent";
    Failure failure = new Failure(reason, waiting.attempts(), waiting.unanswered(), now);
    return Attempt.of(Dealt.failed(failure, now.plus(TURN_TAKEN)), Probes.Told.NOT_YET_UP);
  }

  private Attempt attemptInTurn(WaitingMessage waiting) {
    OutgoingMessage message = waiting.message();
    if (waiting.deaths().areTooMany()) {
      SendResult refused = SendResult.refused(waiting.deaths().reason());
      return Attempt.of(
          ended(message, new SendOutcome(message.id(), refused, clock.instant())),
          Probes.Told.NOTHING);
    }
    Walk walk = ways.begin(waiting);
    while (walk.result() instanceof SendResult.Later later) {
      walk = ways.goOn(walk, LateResult.of(later, waiting.message()).await());
    }
    if (walk.result() instanceof SendResult.WorthRetrying again) {
      return failed(waiting, walk, again);
    }
    SendOutcome outcome =
        new SendOutcome(message.id(), walk.result(), clock.instant(), walk.kept());
    return Attempt.of(ended(message, outcome), told(walk));
  }

  private static Probes.Told told(Walk walk) {
    return walk.ofOwn().map(Probes.Told::of).orElse(Probes.Told.NOTHING);
  }

  private Attempt failed(WaitingMessage waiting, Walk walk, SendResult.WorthRetrying again) {
    OutgoingMessage message = waiting.message();
    Failure failure =
        SendAttempt.failure(again, walk, waiting.attempts(), waiting.unanswered(), clock.instant());
    Dealt dealt =
        sending
            .next(message, walk, again, failure)
            .map(due -> Dealt.failed(failure, whenUp(message, due)))
            .orElseGet(() -> ended(message, sending.givenUp(message, failure)));
    return new Attempt(dealt, told(walk), SendAttempt.asked(again));
  }

  // While its backend is down a probe says when; after that, it is to go out at once.
  private Instant whenUp(OutgoingMessage message, Instant due) {
    return ways.isOpen(message.connection().backend()) ? due : clock.instant();
  }

  private Dealt ended(OutgoingMessage message, SendOutcome outcome) {
    failed.tell(message, outcome);
    return Dealt.ended(outcome);
  }
}
