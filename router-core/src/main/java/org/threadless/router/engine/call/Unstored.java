package org.threadless.router.engine.call;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;

/**
 * The messages that the database did not take, since the last one that it took. A lock on one
 * table, say, is seen by nobody else. Safe for any thread.
 */
final class Unstored {

  private static final Logger log = LoggerFactory.getLogger(Unstored.class);

  // One may be an accident.
  private static final int SEVERAL = 3;

  // Whoever is told that this node is not ready may send nothing more, and nothing would be
  // learned.
  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(30);

  private final AtomicLong count = new AtomicLong();
  private volatile long last;

  /** Takes note of a message that was refused because of the database. */
  void refused(StoreUnavailableException why) {
    last = System.nanoTime();
    if (count.incrementAndGet() == SEVERAL) {
      log.warn("messages are refused because of the database: {}", why.getMessage());
    }
  }

  /** Takes note of a message that was stored. */
  void stored() {
    if (count.get() != 0) {
      long refused = count.getAndSet(0);
      if (refused >= SEVERAL) {
        log.info("messages are stored again; {} were refused", refused);
      }
    }
  }

  /** Returns whether several were refused, none was stored since, and the last is not long ago. */
  boolean isNow() {
    return count.get() >= SEVERAL && System.nanoTime() - last < REMEMBERED;
  }
}
