package org.threadless.storage.session;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.threadless.storage.dialect.SqlFailures;

/**
 * Does a transaction again that failed only because of what others did at the same time: of two
 * that wait for each other the database ends one, which would have been stored a moment later.
 */
public final class Repeating {

  private static final int TRIES = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private Repeating() {}

  /**
   * Returns what comes of a transaction.
   *
   * @param transaction begins and commits one; leaves nothing behind where it fails
   */
  public static <T> T call(Supplier<T> transaction) {
    for (int i = 1; i < TRIES; i++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (!SqlFailures.isDeadlock(e)) {
          throw e;
        }
        // Not for as long as the other pauses, which may be in the same place.
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
      }
    }
    return transaction.get();
  }
}
