package org.threadless.router.loop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a thread of its own does from time to time, whatever a turn throws. */
public final class Schedule implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Schedule.class);

  private final ScheduledExecutorService thread;
  private final String name;
  private final Loop loop;
  private final Loop.Turn turn;
  private final Duration between;
  private Future<?> turns = CompletableFuture.completedFuture(null);

  /**
   * @param name what it does, for the log and its thread
   * @param between how long it does nothing after each turn, and before the first
   */
  public Schedule(String name, Loop.Turn turn, Duration between) {
    this.name = name;
    this.loop = new Loop(name);
    this.turn = turn;
    this.between = between;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Begins. */
  public void start() {
    long millis = between.toMillis();
    turns =
        thread.scheduleWithFixedDelay(() -> loop.take(turn), millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Begins no other turn; does not wait for long for the one that is under way. */
  @Override
  public void close() {
    // Not interrupted: H2 closes its file when that happens to a thread that writes.
    turns.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("{} does not end: the database does not answer", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
