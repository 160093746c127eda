package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.call.Calls;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.resource.NetworkProblem;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** One attempt to send one message, and what it means. */
@Singleton
public final class SendAttempt {

  private static final Logger log = LoggerFactory.getLogger(SendAttempt.class);

  private final Backends backends;
  private final Outages outages;
  private final SendsUnderWay underWay;
  private final Calls calls;
  private final Observers observers;

  @Inject
  SendAttempt(
      Backends backends,
      Outages outages,
      SendsUnderWay underWay,
      Calls calls,
      Observers observers) {
    this.backends = backends;
    this.outages = outages;
    this.underWay = underWay;
    this.calls = calls;
    this.observers = observers;
  }

  /** Hands a message to its backend on this thread. An exception counts as worth retrying. */
  SendResult attempt(OutgoingMessage message) {
    SendResult result = call(message);
    if (!(result instanceof SendResult.Later)) {
      learn(message, result);
    }
    return result;
  }

  /** Takes note of what a result tells about the backend; for one that came later. */
  void learn(OutgoingMessage message, SendResult result) {
    // Not of a stop, and of what went another way: that was us.
    if (result.isFailure() && result instanceof SendResult.WorthRetrying failed) {
      outages.failed(message.connection(), failed);
    } else if (result.isAnswer()) {
      outages.answered(message.connection().backend());
    }
  }

  private SendResult call(OutgoingMessage message) {
    BackendName name = message.connection().backend();
    try (Guard.Context context = Guard.context(message);
        Calls.OfThread call = calls.begin()) {
      call.enter(new Calls.Call(null, name, "send", message.id()));
      log.trace("to {}: {}", message.connection(), message.text());
      Backend backend = backends.require(name).provider().get();
      return observers.sending(message).of(() -> call(backend, message));
    }
  }

  private SendResult call(Backend backend, OutgoingMessage message) {
    Guard.Result<SendResult> result =
        Guard.call(null, "send", () -> underWay.call(() -> send(backend, message)));
    return result.thrown().map(e -> SendResult.retry(reason(e))).orElse(result.value());
  }

  /** Returns why a message is not sent whose backend threw. */
  static String reason(Throwable thrown) {
    return NetworkProblem.of(thrown)
        .map(why -> "the exchange with the gateway failed: " + why)
        .orElseGet(thrown::toString);
  }

  private static SendResult send(Backend backend, OutgoingMessage message) throws Exception {
    return Objects.requireNonNull(backend.send(message), "result");
  }

  /** Returns whether messages of a backend go out so many in a time: all in turn, then. */
  boolean hasRate(BackendName backend) {
    return backends.require(backend).settings().rates().areSet();
  }

  /** Returns what has become of a message that had failed so often before. */
  static Failure failure(
      SendResult.WorthRetrying result, Walk walk, int attempts, int unanswered, Instant at) {
    boolean perhapsSent = result instanceof SendResult.Unanswered;
    boolean asked = walk.hasFailed() || walk.due().isEmpty();
    return new Failure(
        result.reason(),
        asked ? attempts + 1 : attempts,
        perhapsSent ? unanswered + 1 : unanswered,
        at,
        walk.kept());
  }

  /** Returns how long the gateway asked us to wait, where it did. */
  static Optional<Duration> asked(SendResult.WorthRetrying result) {
    return result instanceof SendResult.Retry retry ? retry.after() : Optional.empty();
  }

  /** Returns when to try again after a failure; empty where the message has failed for good. */
  Optional<Instant> next(
      OutgoingMessage message, Walk walk, SendResult.WorthRetrying result, Failure failure) {
    RetrySettings settings = settings(message);
    if (isSentTooOften(failure, settings) || settings.isOver(message.createdAt(), failure.at())) {
      return Optional.empty();
    }
    Instant due =
        walk.due()
            .orElseGet(() -> failure.at().plus(settings.delay(failure.attempts(), asked(result))));
    Instant end = settings.end(message.createdAt());
    // What waits for a rate has not failed.
    if (walk.hasFailed()) {
      observers.postponed(message, result);
    }
    return Optional.of(Validity.due(message, due.isBefore(end) ? due : end));
  }

  /** Returns the end of a message that is not tried again. */
  SendOutcome givenUp(OutgoingMessage message, Failure failure) {
    RetrySettings settings = settings(message);
    String why =
        isSentTooOften(failure, settings)
            ? "no answer: perhaps sent"
            : "given up after " + settings.giveUpAfterText();
    return new SendOutcome(
        message.id(),
        SendResult.refused(why + ": " + failure.reason()),
        failure.at(),
        failure.way());
  }

  private static boolean isSentTooOften(Failure failure, RetrySettings settings) {
    return failure.unanswered() > settings.unanswered();
  }

  private RetrySettings settings(OutgoingMessage message) {
    return backends.require(message.connection().backend()).settings().retry();
  }
}
