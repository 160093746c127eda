package org.threadless.handler.kafka.topic;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.PluginClasses;
import org.threadless.router.loop.Loop;

/**
 * Asks Kafka every few seconds whether it is there with the topics, so that a message need not wait
 * to be refused where it is not. Safe for any thread.
 */
public final class BrokerWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Loop LOOP = new Loop("the watch over Kafka");

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private static final Duration BETWEEN_WHILE_DOWN = Duration.ofMillis(500);

  private final KafkaPlace place;
  private final KafkaClients clients;
  private final Runnable onReplaced;
  private final Admin admin;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile Optional<String> down = Optional.empty();
  private volatile Optional<String> problem = Optional.empty();
  // Guarded by this.
  private Optional<Uuid> topic = Optional.empty();

  /**
   * Begins to ask.
   *
   * @param onReplaced is told where the topic is another one of the same name; must not block
   */
  public BrokerWatch(KafkaPlace place, KafkaClients clients, Runnable onReplaced) {
    this.onReplaced = onReplaced;
    this.place = place;
    this.clients = clients;
    this.admin = clients.admin();
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> PluginClasses.thread(work, "kafka watch " + place.backend()));
    next(BETWEEN);
  }

  /**
   * Asks now, on this thread.
   *
   * @return what is missing, for somebody to make it; empty where nothing is known to be
   */
  public synchronized Optional<String> missing() {
    try {
      return Optional.of(ask().missing()).filter(line -> !line.isEmpty());
    } catch (ExecutionException e) {
      isDown(TopicLook.failed(place, clients.failures(), e));
      return Optional.empty();
    }
  }

  /** Asks soon, since something has failed. Returns at once. */
  public void askSoon() {
    if (asked.compareAndSet(false, true)) {
      try {
        thread.execute(() -> LOOP.take(this::look));
      } catch (RejectedExecutionException e) {
        // The router stops.
      }
    }
  }

  private void next(Duration after) {
    try {
      Future<?> unused = thread.schedule(this::turn, after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The router stops.
    }
  }

  private void turn() {
    boolean unused = LOOP.take(this::look);
    next(down.isPresent() ? BETWEEN_WHILE_DOWN : BETWEEN);
  }

  private synchronized void look() {
    asked.set(false);
    try {
      TopicLook look = ask();
      if (look.partitions() == 0) {
        isDown(look.missing());
        return;
      }
      // Others of its partitions, and those of other backends, are as they were.
      isUp(look.isGood() ? Optional.empty() : Optional.of(look.problem()));
    } catch (ExecutionException e) {
      isDown(TopicLook.failed(place, clients.failures(), e));
    }
  }

  private TopicLook ask() throws ExecutionException {
    TopicLook look = TopicLook.at(place, admin);
    Optional<Uuid> before = topic;
    topic = look.id().or(() -> before);
    if (before.isPresent() && !before.equals(topic)) {
      onReplaced.run();
    }
    return look;
  }

  private void isDown(String reason) {
    if (down.isEmpty() && !thread.isShutdown()) {
      log.error("backend {}: messages are refused: {}", place.backend(), reason);
    }
    down = Optional.of(reason);
    problem = down;
  }

  private void isUp(Optional<String> what) {
    if (down.isPresent()) {
      log.info("backend {}: Kafka answers again", place.backend());
    }
    if (what.isPresent() && !what.equals(problem)) {
      log.error("backend {}: {}", place.backend(), what.get());
    }
    down = Optional.empty();
    problem = what;
  }

  /** Returns why Kafka takes nothing, where it has not answered. */
  public Optional<String> down() {
    return down;
  }

  /** Returns what is not as it should be, in one line. */
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
