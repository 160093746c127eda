package org.threadless.storage.wait;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.sending.ConfiguredBackend;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.BackendName;

/**
 * Runs what waits when its time has come. What is to be sent, with db-scheduler: one task for each
 * connection, so that its messages keep their order on whichever node runs it. What is to be
 * routed, at once.
 */
public final class TaskRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  private static final Duration POLL = Duration.ofMillis(500);

  // Dead after 16 s, and found within another 8: taken over within 30 s.
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);
  private static final int MISSED_HEARTBEATS = 4;

  // For ever: what belongs to another node, or to a backend that is not configured now.
  private static final Duration KEEP_UNKNOWN = Duration.ofDays(36_500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final DataSource dataSource;
  private final DueWork work;
  private final Watch watch;
  private final InstantSource clock;
  private final String name;
  private final boolean postgres;
  private final Duration patience;
  private final Map<BackendName, RouteQueue> queues;
  private final Scheduler sending;

  public TaskRunner(
      DataSource dataSource,
      boolean postgres,
      String name,
      Backlog backlog,
      Watch watch,
      InstantSource clock,
      DueWork work,
      Collection<ConfiguredBackend> backends,
      Duration patience) {
    this.dataSource = dataSource;
    this.postgres = postgres;
    this.name = name;
    this.watch = watch;
    this.clock = clock;
    this.work = work;
    this.patience = patience;
    // Inline backends have messages to route out of band, too: after a crash, say.
    this.queues =
        backends.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ConfiguredBackend::name, each -> queue(each, backlog, work)));
    this.sending = scheduler();
  }

  private static RouteQueue queue(ConfiguredBackend backend, Backlog backlog, DueWork work) {
    return new RouteQueue(backend.name(), backend.settings().concurrency(), backlog, work);
  }

  public void start() {
    sending.start();
    queues.values().forEach(RouteQueue::wake);
  }

  /** Looks at once for messages of a backend that wait to be routed. */
  public void wake(BackendName backend) {
    RouteQueue queue = queues.get(backend);
    if (queue != null) {
      queue.wake();
    }
  }

  /** Looks at once for messages that are due to be sent. */
  public void wakeSending() {
    sending.triggerCheckForDueExecutions();
  }

  private Scheduler scheduler() {
    int threads = Workers.sendThreads();
    SchedulerBuilder builder =
        Scheduler.create(dataSource, List.of(send(), probe()))
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(threads)
            .executorService(Workers.executor(threads))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .deleteUnresolvedAfter(KEEP_UNKNOWN)
            .shutdownMaxWait(patience)
            .commitWhenAutocommitDisabled(true)
            .serializer(new NumberSerializer());
    return (postgres ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
  }

  private CustomTask<Void> send() {
    return com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(Tasks.SEND, Void.class)
        .onDeadExecutionRevive()
        .execute(
            (task, context) ->
                then(
                    untilDone(
                        () -> work.send(UUID.fromString(task.getId())),
                        context.getSchedulerState())));
  }

  private CustomTask<Integer> probe() {
    return com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(Tasks.PROBE, Integer.class)
        .onDeadExecutionRevive()
        .execute(
            (task, context) -> {
              BackendName backend = new BackendName(task.getId());
              int probes = task.getData() == null ? 0 : task.getData();
              return thenProbe(
                  backend,
                  probes,
                  untilDone(() -> work.probe(backend, probes), context.getSchedulerState()));
            });
  }

  private static CompletionHandler<Void> then(Optional<Instant> again) {
    return (done, task) -> {
      if (again.isPresent()) {
        task.reschedule(done, again.get());
      } else {
        task.stop();
      }
    };
  }

  private CompletionHandler<Integer> thenProbe(
      BackendName backend, int probes, Optional<Instant> again) {
    return (done, task) -> {
      if (again.isPresent()) {
        task.reschedule(done, again.get(), probes + 1);
      } else {
        task.stop();
        watch.resume(backend);
      }
    };
  }

  // Not ended and taken up again: while the database is away, db-scheduler could not store that.
  private Optional<Instant> untilDone(
      Supplier<Optional<Instant>> attempt, SchedulerState scheduler) {
    while (true) {
      try {
        return attempt.get();
      } catch (StoreUnavailableException e) {
        if (scheduler.isShuttingDown() || !Workers.pause(Workers.DATABASE_AWAY_MILLIS)) {
          throw e;
        }
      } catch (Throwable e) {
        OutOfMemory.end(e);
        log.error("work that waits has failed; it is taken up again in {}", AFTER_FAILURE, e);
        return Optional.of(clock.instant().plus(AFTER_FAILURE));
      }
    }
  }

  /** Takes up nothing more; what runs goes on. */
  public void stop() {
    queues.values().forEach(RouteQueue::stop);
    sending.pause();
  }

  /** Stops, and waits for what runs as long as it was made to. */
  @Override
  public void close() {
    close(patience);
  }

  /**
   * Stops, waits so long for what runs, and leaves the rest to the next start or to other nodes.
   * Sends have been cut off by then, if not before.
   */
  public void close(Duration left) {
    stop();
    long end = System.nanoTime() + left.toNanos();
    queues.values().forEach(queue -> queue.await(Duration.ofNanos(end - System.nanoTime())));
    sending.stop();
  }
}
