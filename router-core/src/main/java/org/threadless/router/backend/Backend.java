package org.threadless.router.backend;

import org.threadless.router.message.OutgoingMessage;

/**
 * A way out, configured under a name of its own. One instance for each name; {@link #send} is
 * called by many threads at once.
 *
 * <p>Where a backend is {@link AutoCloseable}, it is closed when the router stops.
 */
public interface Backend {

  /**
   * Hands one message to the gateway and waits for its answer. Runs on the thread of the request
   * that caused it, which holds no database connection meanwhile.
   *
   * @param message what to send; its connection is one of this backend
   * @return what the gateway said; never null
   * @throws InterruptedException where the router stops and cannot wait any longer; counts as
   *     {@link SendResult.Unanswered}
   * @throws Exception counts as {@link SendResult.Retry}
   */
  SendResult send(OutgoingMessage message) throws Exception;
}
