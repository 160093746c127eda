package org.threadless.handler.kafka.consume;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.threadless.handler.kafka.client.PluginClasses;
import org.threadless.router.message.BackendName;

/** The threads that messages are routed on: virtual ones where the JVM has them (21 and later). */
final class LaneThreads implements AutoCloseable {

  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

  private final ExecutorService threads;
  private final ScheduledExecutorService clock;

  LaneThreads(BackendName backend, int count) {
    this.threads = Executors.newFixedThreadPool(count, VIRTUAL ? virtual() : platform(backend));
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> PluginClasses.thread(work, "kafka later " + backend));
  }

  /** Does something as soon as a thread is free; not once it is closed. */
  void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      // Nothing is begun any more: what is left, another node or the next start has.
    }
  }

  /** Does something after a time; it must not block. Not once it is closed. */
  void later(Runnable work, Duration after) {
    try {
      Future<?> unused = clock.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The same.
    }
  }

  private static ThreadFactory platform(BackendName backend) {
    AtomicInteger number = new AtomicInteger();
    return work -> PluginClasses.thread(work, "kafka " + backend + " " + number.incrementAndGet());
  }

  // By reflection, since Java 17 does not have it.
  private static ThreadFactory virtual() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory)
          Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("this Java has no virtual threads", e);
    }
  }

  /** Begins nothing more, and interrupts nobody. */
  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
  }
}
