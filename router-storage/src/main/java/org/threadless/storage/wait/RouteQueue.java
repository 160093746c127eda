package org.threadless.storage.wait;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;

/**
 * Routes what waits of one backend, so many connections at a time. Messages are taken many at once,
 * and only of connections that nobody works on: so those of a connection are routed one after the
 * other, on one node, and one phone that sends a lot does not keep the others waiting. There is a
 * thread only while there is work.
 */
final class RouteQueue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RouteQueue.class);

  // What is taken is not for other nodes: enough to be busy while the next are taken, no more.
  private static final int TAKEN_PER_THREAD = 5;

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final BackendName backend;
  private final int concurrency;
  private final Backlog backlog;
  private final DueWork work;
  private final ExecutorService executor;
  private final Semaphore free;
  private final Loop loop = new Loop("routing what waits");
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean closing;

  RouteQueue(BackendName backend, int concurrency, Backlog backlog, DueWork work) {
    this.backend = backend;
    this.concurrency = concurrency;
    this.backlog = backlog;
    this.work = work;
    this.free = new Semaphore(concurrency);
    // One more: it hands out the work.
    this.executor = Workers.executor(concurrency + 1);
  }

  /** Sees to it that what waits now is routed. Returns at once. */
  synchronized void wake() {
    if (!closing && calls.getAndIncrement() == 0) {
      try {
        executor.execute(this::handOut);
      } catch (Throwable e) {
        // Otherwise nobody would ever be called again.
        calls.set(0);
        throw e;
      }
    }
  }

  // Once more for all who have called meanwhile, however many they were.
  private void handOut() {
    int answered;
    do {
      answered = calls.get();
      // Where it fails, housekeeping calls again in a second.
      boolean unused = loop.take(this::takeAll);
    } while (!calls.compareAndSet(answered, 0));
  }

  private void takeAll() {
    List<QueuedMessage> taken;
    do {
      taken = take();
      for (List<QueuedMessage> each : byConnection(taken)) {
        handOut(each);
      }
    } while (!taken.isEmpty());
  }

  private List<QueuedMessage> take() {
    try {
      return closing ? List.of() : backlog.takeIncoming(backend, concurrency * TAKEN_PER_THREAD);
    } catch (StoreUnavailableException e) {
      // Housekeeping calls again when the database is back.
      log.debug("what waits cannot be taken now", e);
      return List.of();
    }
  }

  private void handOut(List<QueuedMessage> messages) {
    boolean place = false;
    try {
      place = awaitPlace();
      if (place) {
        executor.execute(() -> loop.take(() -> route(messages)));
        return;
      }
    } catch (Throwable e) {
      OutOfMemory.end(e);
      if (place) {
        free.release();
      }
      log.debug("messages that were taken cannot be routed", e);
    }
    if (closing) {
      giveBack(messages);
    } else {
      log.error("messages that were taken cannot be routed; again in {}", AFTER_FAILURE);
      giveBackLater(messages);
    }
  }

  /** Returns false where the node stops first. */
  private boolean awaitPlace() throws InterruptedException {
    while (!closing) {
      if (free.tryAcquire(1, TimeUnit.SECONDS)) {
        return true;
      }
    }
    return false;
  }

  private static Collection<List<QueuedMessage>> byConnection(List<QueuedMessage> messages) {
    Map<Connection, List<QueuedMessage>> found =
        messages.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.received().connection(), LinkedHashMap::new, Collectors.toList()));
    return found.values();
  }

  /** Routes messages of one connection. */
  private void route(List<QueuedMessage> messages) {
    int done = 0;
    try {
      while (done < messages.size() && routeNext(messages.get(done))) {
        done++;
      }
      // The node stops.
      giveBack(messages.subList(done, messages.size()));
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("a message that waits could not be routed; again in {}", AFTER_FAILURE, e);
      giveBackLater(messages.subList(done, messages.size()));
    } finally {
      free.release();
    }
    if (done > 0) {
      // Then others of the connection that have come can be taken.
      backlog.finishIncoming(ids(messages.subList(0, done)), this::wake);
    }
  }

  /** Returns false where the node stops first. */
  private boolean routeNext(QueuedMessage message) {
    while (!closing) {
      try {
        work.route(message);
        return true;
      } catch (StoreUnavailableException e) {
        if (!Workers.pause(Workers.DATABASE_AWAY_MILLIS)) {
          return false;
        }
      }
    }
    return false;
  }

  private void giveBackLater(List<QueuedMessage> messages) {
    CompletableFuture.delayedExecutor(AFTER_FAILURE.toSeconds(), TimeUnit.SECONDS)
        .execute(() -> loop.take(() -> giveBack(messages)));
  }

  private static List<UUID> ids(List<QueuedMessage> messages) {
    return messages.stream().map(QueuedMessage::id).toList();
  }

  private void giveBack(List<QueuedMessage> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try {
      backlog.giveBackIncoming(ids(messages));
      wake();
    } catch (StoreUnavailableException e) {
      if (!closing) {
        giveBackLater(messages);
      }
    }
  }

  /** Takes no more messages; those that are being routed go on. */
  synchronized void stop() {
    closing = true;
    executor.shutdown();
  }

  /** Stops, and waits for the messages that are being routed, however long that takes. */
  @Override
  public void close() {
    stop();
    await(Duration.ofDays(1));
  }

  /** Waits for the messages that are being routed, after a stop. */
  void await(Duration patience) {
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("messages of backend {} are still being routed", backend);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
