package org.threadless.storage;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.ConfiguredBackend;
import org.threadless.router.message.BackendName;
import org.threadless.router.store.DueWork;
import org.threadless.router.store.StoreUnavailableException;

/**
 * Runs what waits when its time has come, with db-scheduler: one task for each connection, so that
 * its messages keep their order on whichever node runs it. A backend with the handler {@code queue}
 * has a scheduler of its own, with as many threads as it may route messages at a time.
 */
public final class TaskRunner implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  private static final Duration POLL = Duration.ofMillis(500);

  // Dead after 16 s, and found within another 8: taken over within 30 s.
  private static final Duration HEARTBEAT = Duration.ofSeconds(4);
  private static final int MISSED_HEARTBEATS = 4;

  // For ever: what belongs to another node, or to a backend that is not configured now.
  private static final Duration KEEP_UNKNOWN = Duration.ofDays(36_500);

  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final long DATABASE_AWAY_MILLIS = 500;

  private final DataSource dataSource;
  private final DueWork work;
  private final Watch watch;
  private final InstantSource clock;
  private final String name;
  private final boolean postgres;
  private final Map<BackendName, Scheduler> queues = new ConcurrentHashMap<>();
  private final Scheduler main;

  TaskRunner(
      DataSource dataSource,
      boolean postgres,
      String name,
      Watch watch,
      InstantSource clock,
      DueWork work,
      Collection<ConfiguredBackend> backends) {
    this.dataSource = dataSource;
    this.postgres = postgres;
    this.name = name;
    this.watch = watch;
    this.clock = clock;
    this.work = work;
    List<Task<?>> tasks = new ArrayList<>(List.of(send(), probe()));
    for (ConfiguredBackend backend : backends) {
      if (backend.isQueued()) {
        int threads = backend.settings().concurrency();
        queues.put(backend.name(), scheduler(List.of(route(backend.name())), threads));
      } else {
        tasks.add(route(backend.name()));
      }
    }
    this.main = scheduler(tasks, Workers.sendThreads());
  }

  void start() {
    main.start();
    queues.values().forEach(Scheduler::start);
  }

  /** Looks at once for messages of a backend that wait to be routed. */
  void wake(BackendName backend) {
    queues.getOrDefault(backend, main).triggerCheckForDueExecutions();
  }

  /** Looks at once for anything that is due. */
  void wakeAll() {
    main.triggerCheckForDueExecutions();
    queues.values().forEach(Scheduler::triggerCheckForDueExecutions);
  }

  private Scheduler scheduler(List<Task<?>> tasks, int threads) {
    SchedulerBuilder builder =
        Scheduler.create(dataSource, tasks)
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(threads)
            .executorService(Workers.executor(threads))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .deleteUnresolvedAfter(KEEP_UNKNOWN)
            .shutdownMaxWait(STOP)
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

  private CustomTask<Void> route(BackendName backend) {
    return com.github.kagkarlsson.scheduler.task.helper.Tasks.custom(
            Tasks.route(backend), Void.class)
        .onDeadExecutionRevive()
        .execute(
            (task, context) ->
                then(
                    untilDone(
                        () -> work.route(UUID.fromString(task.getId())),
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
        if (scheduler.isShuttingDown() || !Workers.pause(DATABASE_AWAY_MILLIS)) {
          throw e;
        }
      } catch (RuntimeException e) {
        log.error("work that waits has failed; it is taken up again in {}", AFTER_FAILURE, e);
        return Optional.of(clock.instant().plus(AFTER_FAILURE));
      }
    }
  }

  /** Finishes what runs, for a while, and leaves the rest to the next start or to other nodes. */
  @Override
  public void close() {
    queues.values().forEach(Scheduler::stop);
    main.stop();
  }
}
