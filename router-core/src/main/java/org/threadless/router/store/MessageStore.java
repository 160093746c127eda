package org.threadless.router.store;

import java.util.List;

/** Keeps messages and connections in a database. Safe for any thread. */
public interface MessageStore extends Conversations {

  /**
   * Begins a unit of work on this thread, which must close it.
   *
   * @throws IllegalStateException where this thread has one already
   */
  UnitOfWork begin();

  /**
   * Records what came of sending, in one transaction: {@code SENT}, {@code FAILED}, or {@code
   * QUEUED} still with the reason. A status only moves forward; a late outcome changes nothing.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  void record(List<SendOutcome> outcomes);
}
