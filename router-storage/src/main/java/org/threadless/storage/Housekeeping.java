package org.threadless.storage;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Loop;
import org.threadless.router.message.BackendName;
import org.threadless.router.store.Direction;
import org.threadless.router.store.StoreUnavailableException;
import org.threadless.router.store.Waiting;

/**
 * What a node does once a second: shows that it is alive, takes over from those that are not,
 * catches up with what was put off, and sees that somebody sees to whatever waits.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "housekeeping");
            made.setDaemon(true);
            return made;
          });
  private final Loop loop = new Loop("housekeeping");
  private final Transactions transactions;
  private final Node node;
  private final Deferred deferred;
  private final Watch watch;
  private final Unattended unattended;
  private final Runnable onNewTasks;
  private final Consumer<BackendName> onUnrouted;
  private boolean away;
  private Future<?> keeping = CompletableFuture.completedFuture(null);

  Housekeeping(
      Transactions transactions,
      Node node,
      Deferred deferred,
      Watch watch,
      InstantSource clock,
      Runnable onNewTasks,
      Consumer<BackendName> onUnrouted) {
    this.transactions = transactions;
    this.node = node;
    this.deferred = deferred;
    this.watch = watch;
    this.unattended = new Unattended(transactions, clock);
    this.onNewTasks = onNewTasks;
    this.onUnrouted = onUnrouted;
  }

  void start() {
    keeping = thread.scheduleWithFixedDelay(() -> loop.take(this::keep), 1, 1, TimeUnit.SECONDS);
  }

  /** Does all of it now. */
  private void keep() {
    try {
      look();
      if (away) {
        away = false;
        log.info("the database is back");
      }
    } catch (StoreUnavailableException e) {
      node.forgetSilence();
      if (!away) {
        away = true;
        log.error("{}", e.getMessage());
      }
    }
  }

  /**
   * @throws StoreUnavailableException where the database cannot be used now
   */
  void look() {
    node.beat();
    node.takeOver();
    deferred.catchUp();
    watch.beginLook();
    List<Waiting> waiting =
        transactions.call(
            BacklogMapper.class,
            mapper -> {
              List<Waiting> summary = Summary.of(mapper, 1);
              watch.endLook(
                  summary,
                  mapper.suspended(Tasks.PROBE).stream()
                      .map(BackendName::new)
                      .collect(Collectors.toSet()));
              return summary;
            });
    waiting.stream()
        .filter(each -> each.direction() == Direction.IN)
        .forEach(each -> onUnrouted.accept(each.backend()));
    if (unattended.attend()) {
      onNewTasks.run();
    }
  }

  /** Stops; does not wait for the database. */
  @Override
  public void close() {
    // Not interrupted: H2 closes its file when that happens to a thread that writes.
    keeping.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("the database does not answer");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
