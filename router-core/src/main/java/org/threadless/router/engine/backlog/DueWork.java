package org.threadless.router.engine.backlog;

import java.util.Optional;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;

/**
 * What is done with messages that wait, when their time has come. Called by the store, on any node,
 * for messages of one connection by one thread at a time, in their order.
 */
@FunctionalInterface
public interface DueWork {

  /**
   * Routes a message, or sends it.
   *
   * @throws StoreUnavailableException where the database cannot be used now; to be called again
   *     when it can
   */
  Dealt deal(DueMessage message);

  /**
   * Returns what keeps all messages of a backend from going out now, so that none need be taken;
   * empty where some may. From memory.
   */
  default Optional<Hold> hold(BackendName backend) {
    return Optional.empty();
  }

  /**
   * Returns whether a backend takes messages of others now, in whose place it is, as far as it is
   * up. From memory.
   */
  default boolean takesOthers(BackendName backend) {
    return true;
  }
}
