package org.threadless.router.engine.backlog;

import java.util.List;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.callback.CallbackBacklog;

/** Tells how much waits. Safe for any thread. */
@FunctionalInterface
public interface WaitingSummary {

  /**
   * Returns what waits, for each backend and direction.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  List<WaitingCount> waiting();

  /**
   * Returns what is scheduled for later, of all backends together; none where there is no such
   * thing.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  default ScheduledCount scheduled() {
    return ScheduledCount.NONE;
  }

  /**
   * Returns what other programs are still to be told, as {@link CallbackBacklog#callbacks} does.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  default List<CallbackBacklog.Count> callbacks() {
    return List.of();
  }
}
