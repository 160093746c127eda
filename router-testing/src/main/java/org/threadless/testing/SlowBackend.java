package org.threadless.testing;

import java.util.concurrent.CountDownLatch;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/**
 * A backend whose gateway takes its time: each message waits until the test lets them go. Nothing
 * sleeps. Safe for any thread.
 */
public final class SlowBackend implements Backend {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Waits until there is a message that waits. */
  public void awaitMessage() throws InterruptedException {
    begun.await();
  }

  /** Accepts all messages that wait, and all that come later at once. */
  public void release() {
    released.countDown();
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    begun.countDown();
    released.await();
    return SendResult.accepted();
  }
}
