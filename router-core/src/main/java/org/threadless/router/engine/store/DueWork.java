package org.threadless.router.engine.store;

import org.threadless.router.conversation.StoreUnavailableException;

/**
 * What is done with messages that wait, when their time has come. Called by the store, on any node,
 * for messages of one connection by one thread at a time, in their order.
 */
public interface DueWork {

  /**
   * Routes a message, or sends it.
   *
   * @throws StoreUnavailableException where the database cannot be used now; to be called again
   *     when it can
   */
  Dealt deal(DueMessage message);
}
