package org.threadless.http.server;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.jetty.util.VirtualThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Loop;

/**
 * Sees to it that virtual threads get on where apps compute and never wait: when one is not begun
 * in time, there are many more threads that carry them for a while, which the operating system
 * shares the processors out among. To have as many always costs a quarter of the speed. Java 24 and
 * later can do that.
 */
public final class Carriers implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Carriers.class);

  private static final ObjectName SCHEDULER = scheduler();
  private static final String PARALLELISM = "Parallelism";
  private static final int MANY = Math.max(128, Runtime.getRuntime().availableProcessors());

  // Longer than what there is to do may make one wait that does not compute.
  private static final long IN_TIME_MILLIS = 1000;
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final Executor virtual = VirtualThreads.getNamedVirtualThreadsExecutor("carried-");
  private final Loop loop = new Loop("seeing to it that virtual threads get on");
  private final Thread thread = new Thread(this::watch, "carriers");
  private volatile boolean closed;
  private int before;
  private long stuck;

  private static ObjectName scheduler() {
    try {
      return new ObjectName("jdk.management:type=VirtualThreadScheduler");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins to watch, where there are virtual threads. */
  public void start() {
    if (VirtualThreads.areSupported()) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void watch() {
    if (ManagementFactory.getPlatformMBeanServer().isRegistered(SCHEDULER)) {
      loop.run(() -> !closed, this::lookUntilClosed);
    } else {
      log.debug("this Java keeps to the number of threads that carry virtual ones");
    }
  }

  private void lookUntilClosed() throws InterruptedException, JMException {
    try {
      look();
    } catch (InterruptedException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void look() throws InterruptedException, JMException {
    CountDownLatch begun = new CountDownLatch(1);
    virtual.execute(begun::countDown);
    if (!begun.await(IN_TIME_MILLIS, TimeUnit.MILLISECONDS)) {
      stuck = System.nanoTime();
      if (before == 0) {
        before = carry(MANY);
        log.warn(
            "messages do not get on, perhaps since apps compute: {} threads carry them now", MANY);
      }
      return;
    }
    if (before > 0 && System.nanoTime() - stuck > QUIET.toNanos()) {
      carry(before);
      before = 0;
    }
    Thread.sleep(IN_TIME_MILLIS / 2);
  }

  /** Lets so many threads carry virtual ones; returns how many did. */
  private static int carry(int threads) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    int now = (int) server.getAttribute(SCHEDULER, PARALLELISM);
    server.setAttribute(SCHEDULER, new Attribute(PARALLELISM, threads));
    return now;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
