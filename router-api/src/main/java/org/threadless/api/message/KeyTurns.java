package org.threadless.api.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.threadless.router.incoming.OverloadException;

/**
 * Has calls of one key go one after the other on this node, so that the second finds what the first
 * was answered, and does nothing that would be undone in the end. Safe for any thread.
 */
final class KeyTurns {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Turn> turns = new HashMap<>();

  /** Of one key, as long as somebody has it or waits for it. */
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private int wanted;
  }

  /**
   * Returns what {@code work} returns.
   *
   * @throws OverloadException where others take too long
   */
  <T> T inTurn(String key, Supplier<T> work) {
    Turn turn = want(key);
    try {
      take(turn);
      try {
        return work.get();
      } finally {
        turn.lock.unlock();
      }
    } finally {
      leave(key, turn);
    }
  }

  private static void take(Turn turn) {
    boolean taken = false;
    try {
      taken = turn.lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      throw new OverloadException();
    }
  }

  private synchronized Turn want(String key) {
    Turn turn = turns.computeIfAbsent(key, none -> new Turn());
    turn.wanted++;
    return turn;
  }

  private synchronized void leave(String key, Turn turn) {
    turn.wanted--;
    if (turn.wanted == 0) {
      turns.remove(key);
    }
  }
}
