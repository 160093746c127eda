package org.threadless.router.engine.sending;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.call.Guard;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.OutgoingMessage;

/**
 * What a backend tells later, whatever it does with its promise: one that it breaks, or fills with
 * nothing, or with another promise, is a failure worth retrying, and so is one that it never keeps.
 */
final class LateResult {

  private static final Logger log = LoggerFactory.getLogger(LateResult.class);

  private static final Loop LOOP = new Loop("recording what a backend tells later");

  // Longer than an exchange over HTTP may stand still (5 minutes): whatever a result could travel
  // with is over by then.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final SendResult NEVER =
      SendResult.unanswered(
          "the backend did not say what came of it within " + PATIENCE.toMinutes() + " min");

  private final CompletableFuture<SendResult> result;

  private LateResult(CompletableFuture<SendResult> result) {
    this.result = result;
  }

  static LateResult of(SendResult.Later later, OutgoingMessage message) {
    return within(PATIENCE, later, message);
  }

  static LateResult within(Duration patience, SendResult.Later later, OutgoingMessage message) {
    return new LateResult(
        later
            .result()
            .copy()
            .completeOnTimeout(NEVER, patience.toMillis(), TimeUnit.MILLISECONDS)
            .handle((told, thrown) -> valid(told, thrown, message)));
  }

  // On whichever thread makes it known.
  private static SendResult valid(SendResult told, Throwable thrown, OutgoingMessage message) {
    try (Guard.Context context = Guard.context(message)) {
      return valid(told, thrown);
    }
  }

  private static SendResult valid(SendResult told, Throwable thrown) {
    if (thrown != null) {
      OutOfMemory.end(thrown);
      Throwable cause =
          Tellable.of(
              thrown instanceof CompletionException && thrown.getCause() != null
                  ? thrown.getCause()
                  : thrown);
      log.warn("a backend broke its promise of a result", cause);
      return SendResult.unanswered(SendAttempt.reason(cause));
    }
    if (told == null || told instanceof SendResult.Later) {
      log.warn("a backend kept its promise of a result with {}", told);
      return SendResult.unanswered("the backend did not say what came of it");
    }
    return told;
  }

  /**
   * Hands it over when it is known, on the thread that makes it known: it is done when that goes
   * on.
   */
  void whenKnown(Consumer<SendResult> then) {
    CompletableFuture<Void> unused =
        result.thenAccept(
            known -> {
              if (known == NEVER) {
                // The thread that watches the time is needed for others.
                ForkJoinPool.commonPool().execute(() -> LOOP.take(() -> then.accept(known)));
              } else {
                LOOP.take(() -> then.accept(known));
              }
            });
  }

  /** Waits until it is known. */
  SendResult await() {
    return result.join();
  }
}
