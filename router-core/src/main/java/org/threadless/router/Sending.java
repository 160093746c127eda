package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.store.Failure;
import org.threadless.router.store.SendOutcome;

/** One attempt to send one message, and what it means. */
@Singleton
final class Sending {

  private final Backends backends;
  private final Outages outages;

  @Inject
  Sending(Backends backends, Outages outages) {
    this.backends = backends;
    this.outages = outages;
  }

  /** Hands a message to its backend on this thread. An exception counts as worth retrying. */
  SendResult attempt(OutgoingMessage message) {
    SendResult result = call(message);
    if (result instanceof SendResult.Retry) {
      outages.failed(message.connection());
    } else if (!(result instanceof SendResult.Later)) {
      outages.answered(message.connection().backend());
    }
    return result;
  }

  private SendResult call(OutgoingMessage message) {
    try (Guard.Context context = Guard.context(message.id(), message.connection().backend())) {
      Backend backend = backends.require(message.connection().backend()).provider().get();
      Guard.Result<SendResult> result =
          Guard.call(null, "send", () -> Objects.requireNonNull(backend.send(message), "result"));
      return result.thrown().map(e -> SendResult.retry(e.toString())).orElse(result.value());
    }
  }

  /** Returns when to try again after a failure; empty where the message is given up. */
  Optional<Instant> next(OutgoingMessage message, SendResult.Retry retry, Failure failure) {
    RetrySettings settings = backends.require(message.connection().backend()).settings().retry();
    if (settings.isOver(message.createdAt(), failure.at())) {
      return Optional.empty();
    }
    Instant due = failure.at().plus(settings.delay(failure.attempts()));
    Instant asked = retry.after().map(failure.at()::plus).orElse(due);
    return Optional.of(asked.isAfter(due) ? asked : due);
  }

  /** Returns the end of a message that is given up. */
  SendOutcome givenUp(OutgoingMessage message, Failure failure) {
    RetrySettings settings = backends.require(message.connection().backend()).settings().retry();
    String reason = "given up after " + settings.giveUpAfterText() + ": " + failure.reason();
    return new SendOutcome(message.id(), SendResult.refused(reason), failure.at());
  }
}
