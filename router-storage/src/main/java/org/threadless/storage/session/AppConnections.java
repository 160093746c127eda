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
 * Where there is only one, all have it in turn.
 */
public final class AppConnections {

  private final Semaphore free;
  private final Semaphore turns;
  private final Duration patience;
  private final Set<MarkedTransaction> held = ConcurrentHashMap.newKeySet();

  // Both are fair.
  private AppConnections(Semaphore free, Semaphore turns, Duration patience) {
    this.free = free;
    this.turns = turns;
    this.patience = patience;
  }

  /**
   * Returns so many.
   *
   * @param patience how long to wait for one
   */
  public static AppConnections of(int count, Duration patience) {
    return new AppConnections(new Semaphore(count, true), unlimited(), patience);
  }

  /** Returns as many as the pool has. */
  public static AppConnections all() {
    return new AppConnections(unlimited(), unlimited(), Duration.ZERO);
  }

  /**
   * Returns the only one of a pool, which everybody has in the order in which it is asked for. The
   * pool would let a thread that has just given it back take it again before one that waits has
   * woken up: the writer, which under load always has something to do, would keep it for itself.
   *
   * @param patience how long to wait for it
   */
  public static AppConnections onlyOne(Duration patience) {
    return new AppConnections(unlimited(), new Semaphore(1, true), patience);
  }

  /** Returns what the router itself may have of the same pool. */
  AppConnections own() {
    return new AppConnections(unlimited(), turns, patience);
  }

  private static Semaphore unlimited() {
    return new Semaphore(Integer.MAX_VALUE, true);
  }

  /**
   * Takes one for a transaction, which is to be given back.
   *
   * @throws SQLException where there is none in time
   */
  void take(MarkedTransaction transaction) throws SQLException {
    take(free, "apps have all the connections they may have");
    boolean taken = false;
    try {
      take(turns, "others had the connection for too long");
      taken = true;
      held.add(transaction);
    } finally {
      if (!taken) {
        free.release();
      }
    }
  }

  private void take(Semaphore from, String otherwise) throws SQLException {
    // As with the connections themselves: one that was interrupted before gets one, too.
    boolean interrupted = Thread.interrupted();
    try {
      if (!from.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLTransientConnectionException(otherwise);
      }
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
    turns.release();
    free.release();
  }

  /** Returns whether somebody waits for one now. */
  boolean areAwaited() {
    return free.hasQueuedThreads() || turns.hasQueuedThreads();
  }

  /** Returns the transactions that have one now. */
  List<MarkedTransaction> held() {
    return List.copyOf(held);
  }
}
