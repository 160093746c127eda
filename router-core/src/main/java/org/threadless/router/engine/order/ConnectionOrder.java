package org.threadless.router.engine.order;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.threadless.router.message.Connection;

/**
 * Lets one message of a connection through at a time, in the order they came. Different connections
 * never wait for one another: each has a lock of its own, which exists while somebody holds it or
 * waits for it. Waiting has its limits, so that one who never comes back does not keep the threads
 * of all who come after.
 */
public final class ConnectionOrder {

  private final ConcurrentHashMap<Connection, Turn> turns = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final int maxWaiting;
  private final int maxWaitingInAll;
  private final Duration maxWait;

  private static final class Turn {
    // Fair: first come, first served. A lock rather than synchronized, which would pin a virtual
    // thread to its carrier on Java 21 to 23.
    private final ReentrantLock lock = new ReentrantLock(true);
    private final AtomicInteger waiting = new AtomicInteger();
    private int users;
  }

  /**
   * @param maxWaiting how many may wait for a connection
   * @param maxWaitingInAll how many may wait for any
   * @param maxWait how long each may wait
   */
  public ConnectionOrder(int maxWaiting, int maxWaitingInAll, Duration maxWait) {
    this.maxWaiting = maxWaiting;
    this.maxWaitingInAll = maxWaitingInAll;
    this.maxWait = maxWait;
  }

  /**
   * Runs {@code work} when all earlier work of this connection is done, on this thread; or {@code
   * otherwise}, out of turn, where that takes too long, or too many wait.
   */
  public <T> T inOrder(Connection connection, Supplier<T> work, Supplier<T> otherwise) {
    Turn turn = turns.compute(connection, (key, old) -> enter(old == null ? new Turn() : old));
    boolean mine = false;
    try {
      mine = await(turn);
      if (mine) {
        return work.get();
      }
    } finally {
      if (mine) {
        turn.lock.unlock();
      }
      turns.computeIfPresent(connection, (key, old) -> leave(old));
    }
    return otherwise.get();
  }

  private boolean await(Turn turn) {
    try {
      // With a time, since without one it would get in before those who wait.
      if (turn.lock.tryLock(0, TimeUnit.SECONDS)) {
        return true;
      }
      int here = turn.waiting.incrementAndGet();
      int inAll = waiting.incrementAndGet();
      try {
        return here <= maxWaiting
            && inAll <= maxWaitingInAll
            && turn.lock.tryLock(maxWait.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        turn.waiting.decrementAndGet();
        waiting.decrementAndGet();
      }
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
      return false;
    }
  }

  /** Returns how many connections are busy. */
  int busy() {
    return turns.size();
  }

  private static Turn enter(Turn turn) {
    turn.users++;
    return turn;
  }

  private static Turn leave(Turn turn) {
    turn.users--;
    return turn.users == 0 ? null : turn;
  }
}
