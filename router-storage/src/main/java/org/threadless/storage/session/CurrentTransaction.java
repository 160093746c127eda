package org.threadless.storage.session;

import java.util.function.Function;

/** Runs statements where those of apps are run. Safe for any thread. */
public interface CurrentTransaction {

  /**
   * Returns what {@code work} returns: in the transaction of the thread's message, or in one of its
   * own, which is committed then; such work may be done several times.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing is stored
   */
  <M, T> T call(Class<M> mapper, Function<M, T> work);

  /**
   * Returns what a query returns, which sees what was written in the transaction of the thread's
   * message; where nothing was, none is begun.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  <M, T> T read(Class<M> mapper, Function<M, T> query);
}
