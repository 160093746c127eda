package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.threadless.router.backend.SendResult;

/**
 * The sends that wait for a gateway's answer now. A stop waits for them as long as it can, and then
 * cuts them off: what comes of them is recorded before the database is closed.
 */
@Singleton
public final class SendsUnderWay {

  private final Map<Thread, Boolean> threads = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private volatile boolean cutOff;

  @Inject
  SendsUnderWay() {}

  /** Nothing that waits is sent from now on; what is under way goes on. */
  public void stop() {
    stopping = true;
  }

  /** Ends what is under way, and lets nothing more begin. */
  public void cutOff() {
    stopping = true;
    cutOff = true;
    threads.keySet().forEach(this::interrupt);
  }

  boolean isStopping() {
    return stopping;
  }

  boolean isCutOff() {
    return cutOff;
  }

  /** Sends on this thread, until it is done or cut off. */
  SendResult call(Callable<SendResult> send) throws Exception {
    threads.put(Thread.currentThread(), true);
    try {
      // Who was not seen by the one that cuts off sees this.
      return cutOff ? SendResult.retry("the router is stopping") : send.call();
    } catch (Exception e) {
      boolean interrupted = e instanceof InterruptedException || Thread.interrupted();
      if (cutOff && interrupted) {
        return SendResult.cutOff();
      }
      throw e;
    } finally {
      threads.remove(Thread.currentThread());
      // The interrupt has done what it was for. This thread now stores what has come of the send,
      // and must wait for that.
      Thread.interrupted();
    }
  }

  // In one step with the look whether it still sends: later it would hit something else.
  private void interrupt(Thread sending) {
    threads.computeIfPresent(
        sending,
        (thread, yes) -> {
          thread.interrupt();
          return yes;
        });
  }
}
