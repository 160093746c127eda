package org.threadless.router.store;

import java.util.List;

/** Tells how much waits. Safe for any thread. */
@FunctionalInterface
public interface WaitingSummary {

  /**
   * Returns what waits, for each backend and direction.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  List<Waiting> waiting();
}
