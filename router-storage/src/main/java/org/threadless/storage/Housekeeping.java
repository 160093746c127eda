package org.threadless.storage;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;
import org.threadless.router.store.Direction;
import org.threadless.router.store.StoreUnavailableException;
import org.threadless.router.store.Waiting;

/**
 * What a node does once a second: shows that it is alive, takes over from those that are not,
 * catches up with what was put off, and sees that whatever waits has a task.
 */
final class Housekeeping implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private static final int TASKS_AT_A_TIME = 1000;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "housekeeping");
            made.setDaemon(true);
            return made;
          });
  private final Transactions transactions;
  private final Node node;
  private final Deferred deferred;
  private final Watch watch;
  private final InstantSource clock;
  private final Runnable onNewTasks;
  private boolean away;
  private Future<?> keeping = CompletableFuture.completedFuture(null);

  Housekeeping(
      Transactions transactions,
      Node node,
      Deferred deferred,
      Watch watch,
      InstantSource clock,
      Runnable onNewTasks) {
    this.transactions = transactions;
    this.node = node;
    this.deferred = deferred;
    this.watch = watch;
    this.clock = clock;
    this.onNewTasks = onNewTasks;
  }

  void start() {
    keeping = thread.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
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
        log.warn("{}", e.getMessage());
      }
    } catch (RuntimeException e) {
      log.error("housekeeping failed; it goes on in a second", e);
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
    transactions.call(
        BacklogMapper.class,
        mapper -> {
          watch.endLook(
              summary(mapper),
              mapper.suspended(Tasks.PROBE).stream()
                  .map(BackendName::new)
                  .collect(Collectors.toSet()));
          return null;
        });
    if (attend() > 0) {
      onNewTasks.run();
    }
  }

  private static List<Waiting> summary(BacklogMapper mapper) {
    return mapper.summary().stream().map(SummaryRow::toWaiting).toList();
  }

  private int attend() {
    return transactions.call(
        BacklogMapper.class,
        mapper ->
            mapper.unattended(Tasks.SEND, Tasks.ROUTE, Tasks.PROBE, TASKS_AT_A_TIME).stream()
                .mapToInt(
                    row ->
                        mapper.addTask(task(row), row.connectionId().toString(), clock.instant()))
                .sum());
  }

  private static String task(UnattendedRow row) {
    return row.direction() == Direction.OUT
        ? Tasks.SEND
        : Tasks.route(new BackendName(row.backend()));
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
