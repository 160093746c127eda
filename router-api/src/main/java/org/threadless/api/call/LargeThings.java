package org.threadless.api.call;

import java.util.concurrent.Semaphore;
import org.threadless.router.incoming.OverloadException;

/**
 * Bounds what large bodies and answers take of the heap all together: whoever may call the API must
 * not be able to end the process. What is not large is bounded by how many connections there may
 * be. Safe for any thread.
 */
final class LargeThings {

  // Up to this, nothing is counted.
  private static final int SMALL = 64 * 1024;

  private static final int KIB = 1024;

  private final Semaphore kib;

  /**
   * @param room how many bytes of the heap there may be of large things
   */
  LargeThings(long room) {
    this.kib = new Semaphore((int) Math.max(1, Math.min(Integer.MAX_VALUE, room / KIB)));
  }

  /** Something large, as long as it is there. */
  interface Held extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Takes room for something.
   *
   * @param bytes what it takes of the heap
   * @return to be closed once, when it is gone
   * @throws OverloadException where there is too much already
   */
  Held hold(long bytes) {
    int permits = bytes <= SMALL ? 0 : (int) (bytes / KIB);
    if (!kib.tryAcquire(permits)) {
      throw new OverloadException();
    }
    return () -> kib.release(permits);
  }
}
