package org.threadless.storage.wait.queue;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that work which waits runs on: virtual ones where the JVM has them (21 and later).
 */
final class Workers {

  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

  /** How long to wait for the database before it is asked again. */
  static final long DATABASE_AWAY_MILLIS = 500;

  private Workers() {}

  /** Returns what has a thread for all that it is given, and none for longer. */
  static ExecutorService executor() {
    return VIRTUAL ? virtual() : platform();
  }

  /** Waits; returns false where it was interrupted. It is not any more: the store is next. */
  static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static ExecutorService platform() {
    AtomicInteger number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "waiting-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  // By reflection, since Java 17 does not have it.
  private static ExecutorService virtual() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("this Java has no virtual threads", e);
    }
  }
}
