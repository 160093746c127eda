package org.threadless.router;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.threadless.router.message.Connection;

/**
 * Lets one message of a connection through at a time, in the order they came. Different connections
 * never wait for one another: each has a lock of its own, which exists while somebody holds it or
 * waits for it.
 */
final class ConnectionOrder {

  private final ConcurrentHashMap<Connection, Turn> turns = new ConcurrentHashMap<>();

  private static final class Turn {
    // Fair: first come, first served. A lock rather than synchronized, which would pin a virtual
    // thread to its carrier on Java 21 to 23.
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /** Runs {@code work} when all earlier work of this connection is done, on this thread. */
  <T> T inOrder(Connection connection, Supplier<T> work) {
    Turn turn = turns.compute(connection, (key, old) -> enter(old == null ? new Turn() : old));
    try {
      turn.lock.lock();
      try {
        return work.get();
      } finally {
        turn.lock.unlock();
      }
    } finally {
      turns.computeIfPresent(connection, (key, old) -> leave(old));
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
