package org.threadless.storage.session;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many of the database connections apps may have. They may keep one for as long as they like;
 * what the router needs to show that it is alive, and to store what others bring, is not for them.
 */
public final class AppConnections {

  private final Semaphore free;
  private final Duration patience;
  private final Set<MarkedTransaction> held = ConcurrentHashMap.newKeySet();

  private AppConnections(int count, Duration patience) {
    // Fair, as the pool is.
    this.free = new Semaphore(count, true);
    this.patience = patience;
  }

  /**
   * Returns so many.
   *
   * @param patience how long to wait for one
   */
  public static AppConnections of(int count, Duration patience) {
    return new AppConnections(count, patience);
  }

  /** Returns as many as the pool has. */
  public static AppConnections all() {
    return new AppConnections(Integer.MAX_VALUE, Duration.ZERO);
  }

  /**
   * Takes one for a transaction, which is to be given back.
   *
   * @throws SQLException where there is none in time
   */
  void take(MarkedTransaction transaction) throws SQLException {
    // As with the connections themselves: one that was interrupted before gets one, too.
    boolean interrupted = Thread.interrupted();
    try {
      if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLTransientConnectionException("apps have all the connections they may have");
      }
      held.add(transaction);
    } catch (InterruptedException e) {
      interrupted = true;
      throw new SQLTransientConnectionException("interrupted while it waited for a connection", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void giveBack(MarkedTransaction transaction) {
    held.remove(transaction);
    free.release();
  }

  /** Returns whether somebody waits for one now. */
  boolean areAwaited() {
    return free.hasQueuedThreads();
  }

  /** Returns the transactions that have one now. */
  List<MarkedTransaction> held() {
    return List.copyOf(held);
  }
}
