package org.threadless.server.wiring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.threadless.router.engine.sending.SendsUnderWay;

/**
 * The stop of a router: all that is under way has the same time to end, and sends are cut off then.
 */
final class StopDeadline implements AutoCloseable {

  // To record what was cut off, and to answer those who wait for that.
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final Duration timeout;
  private final SendsUnderWay sends;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private volatile long end;

  StopDeadline(Duration timeout, SendsUnderWay sends) {
    this.timeout = timeout;
    this.sends = sends;
  }

  /** Lets the time run. */
  void begin() {
    end = System.nanoTime() + timeout.toNanos();
    sends.stop();
    CompletableFuture<Void> unused =
        over.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(sends::cutOff);
  }

  /** Returns how long a part is waited for at most; more than sends have, which are cut off. */
  Duration longest() {
    return timeout.plus(AFTERWARDS);
  }

  /** Returns how long one more part may be waited for. */
  Duration left() {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return left.isNegative() ? AFTERWARDS : left.plus(AFTERWARDS);
  }

  /** All has ended: nothing is cut off any more. */
  @Override
  public void close() {
    over.cancel(false);
  }
}
