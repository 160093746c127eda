package org.threadless.storage.wait.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.message.BackendName;
import org.threadless.storage.wait.watch.WaitingPlace;

/** Deals on this node with all that waits, when its time has come: a queue for each place. */
public final class Queues implements AutoCloseable {

  // Under load some dozens of messages come meanwhile; one that comes alone is taken at once.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Map<WaitingPlace, Queue> queues = new HashMap<>();
  private final Duration patience;

  /**
   * @param patience how long the end waits for what runs
   */
  public Queues(
      Backlog backlog,
      DueWork work,
      Collection<ConfiguredBackend> backends,
      InstantSource clock,
      Duration patience) {
    this.patience = patience;
    Executor executor = Workers.executor();
    Queue.Timer timer =
        (after, what) ->
            CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS, executor)
                .execute(what);
    // Inline backends have messages to route out of band, too: after a crash, say.
    for (ConfiguredBackend backend : backends) {
      BackendSettings settings = backend.settings();
      for (Direction direction : Direction.values()) {
        queues.put(
            new WaitingPlace(backend.name(), direction),
            new Queue(
                backend.name(),
                direction,
                settings.concurrency(direction),
                backlog,
                work,
                settings.rates(),
                clock,
                executor,
                timer,
                BETWEEN_LOOKS));
      }
    }
  }

  /** Looks at all places for the first time. */
  public void start() {
    queues.values().forEach(Queue::wake);
  }

  /** Looks at once for messages that are due at a place. */
  public void wake(BackendName backend, Direction direction) {
    Queue queue = queues.get(new WaitingPlace(backend, direction));
    if (queue != null) {
      queue.wake();
    }
  }

  /** Takes up nothing more; what runs goes on. */
  public void stop() {
    queues.values().forEach(Queue::stop);
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
  }
}
