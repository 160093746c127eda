package org.threadless.router.incoming;

import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/**
 * The single way in. Every HTTP handler, the command line and the test harness hand a message over
 * here, and nothing else starts routing. Safe for any thread.
 */
@FunctionalInterface
public interface Incoming {

  /**
   * Routes a message on this thread: looks up or makes its connection, waits for its turn among the
   * connection's messages, walks it through the apps, stores it with its replies in one
   * transaction, and sends them. When this returns, the message is stored and will not be lost,
   * whatever became of the replies.
   *
   * <p>A message whose external id has been seen on this backend, with the same identity and text,
   * is not routed again.
   *
   * @throws UnknownBackendException where the backend is not configured; nothing was stored
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing was stored
   */
  Receipt incoming(ReceivedMessage message);

  /** The same for a message of which the gateway told no more than this. */
  default Receipt incoming(BackendName backendName, Identity identity, String text) {
    return incoming(ReceivedMessage.of(new Connection(backendName, identity), text));
  }
}
