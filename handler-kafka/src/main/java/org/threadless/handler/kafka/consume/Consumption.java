package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.client.KafkaClients;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.PluginClasses;
import org.threadless.handler.kafka.format.MessageRecords;
import org.threadless.handler.kafka.produce.DeadRecords;
import org.threadless.router.incoming.InlineRouting;
import org.threadless.router.loop.Loop;

/**
 * Brings messages back from Kafka as one of the group, on a thread of its own that does nothing
 * else: it polls whatever the routing takes, so that Kafka never takes this node for dead because
 * of a slow app. Where the consumer fails it is made anew.
 */
public final class Consumption implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Consumption.class);

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TO_LEAVE = Duration.ofSeconds(5);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final KafkaPlace place;
  private final KafkaClients clients;
  private final Supplier<Consumer<byte[], byte[]>> making;
  private final MessageRecords format;
  private final Restarts restarts;
  private final StoreGate gate;
  private final LaneThreads threads;
  private final Lanes lanes;
  private final Thread thread;
  private final AtomicBoolean replaced = new AtomicBoolean();
  private volatile boolean stopping;
  // Of the thread.
  private Consumer<byte[], byte[]> consumer;
  private volatile Assignment assignment;
  private volatile double behind = Double.NaN;
  private volatile Optional<String> problem = Optional.empty();

  /** One that does not bring anything back yet. */
  public Consumption(
      KafkaPlace place, KafkaClients clients, InlineRouting routing, DeadRecords dead) {
    this.place = place;
    this.clients = clients;
    this.making = clients::consumer;
    this.format = new MessageRecords(place.backend());
    this.restarts = new Restarts(place.backend());
    this.gate = new StoreGate(place.backend(), System::nanoTime);
    this.threads = new LaneThreads(place.backend(), place.settings().concurrency());
    this.lanes =
        new Lanes(new RecordRouting(routing, dead, gate)::deal, threads::execute, threads::later);
    this.thread = PluginClasses.thread(this::run, "kafka " + place.backend());
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  /**
   * Looks at all that the topic has, soon: it is another one of the same name, and Kafka's client
   * goes on where it was in the one before. Safe for any thread.
   */
  public void beginAnew() {
    replaced.set(true);
  }

  private void run() {
    new Loop("what brings messages back from Kafka").run(() -> !stopping, this::turn);
    leave();
  }

  private void turn() throws InterruptedException {
    try {
      join();
      if (replaced.getAndSet(false)) {
        restarts.afterReplacement(consumer, assignment);
      }
      poll();
      assignment.pauseOrResume();
      assignment.commit();
      behind = behind();
      problem = Optional.empty();
    } catch (KafkaException e) {
      failed(e);
    } catch (Throwable e) {
      // What it has polled may not have come to its lane: it is polled again.
      leave();
      throw e;
    }
  }

  private void join() {
    if (consumer == null) {
      Consumer<byte[], byte[]> made = making.get();
      assignment =
          new Assignment(place.backend(), made, place.settings().handover(), clients.failures());
      consumer = made;
      made.subscribe(List.of(place.topic()), assignment);
    }
  }

  private void poll() {
    try {
      consumer.poll(POLL).forEach(this::take);
    } catch (InvalidOffsetException e) {
      restarts.after(e, consumer, assignment);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    PartitionProgress progress =
        assignment.of(new TopicPartition(record.topic(), record.partition()));
    if (progress != null) {
      lanes.add(KeptRecord.of(record, progress, format));
    }
  }

  // One that was not let in, say: the next may be.
  private void failed(KafkaException why) throws InterruptedException {
    String reason = clients.failures().reason(why);
    if (problem.isEmpty()) {
      log.error("backend {}: messages are not brought back: {}", place.backend(), reason);
    }
    problem = Optional.of(reason);
    leave();
    Thread.sleep(AFTER_FAILURE.toMillis());
  }

  private void leave() {
    Consumer<byte[], byte[]> leaving = consumer;
    if (leaving == null) {
      return;
    }
    consumer = null;
    behind = Double.NaN;
    try {
      assignment.handOverAll();
    } finally {
      close(leaving);
    }
  }

  private void close(Consumer<byte[], byte[]> leaving) {
    try {
      leaving.close(CloseOptions.timeout(TO_LEAVE));
    } catch (KafkaException e) {
      log.debug("backend {}: {}", place.backend(), clients.failures().reason(e));
    }
  }

  /** Returns how many messages are in the partitions of this node and have not come. */
  private double behind() {
    long sum = 0;
    for (TopicPartition each : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(each);
      if (lag.isEmpty()) {
        return Double.NaN;
      }
      sum += lag.getAsLong();
    }
    return sum;
  }

  /** Returns how many messages are in the partitions of this node that are not done. */
  public double lag() {
    return behind + unfinished();
  }

  /**
   * Returns when the first of those that have come and are not done came to Kafka, in milliseconds
   * of Unix time; empty where all are done.
   */
  public OptionalLong oldest() {
    Assignment now = assignment;
    return now == null ? OptionalLong.empty() : now.oldest();
  }

  /** Returns how many Kafka has deleted before this node could fetch them. */
  public long deleted() {
    return restarts.deleted();
  }

  /** Returns how many have come and are not done. */
  public int unfinished() {
    Assignment now = assignment;
    return now == null ? 0 : now.unfinished();
  }

  /** Returns how many of them are being routed. */
  public int inWork() {
    Assignment now = assignment;
    return now == null ? 0 : now.inWork();
  }

  /** Returns how many partitions are this node's. */
  public int partitions() {
    Assignment now = assignment;
    return now == null ? 0 : now.count();
  }

  /** Returns what is not as it should be, in one line. */
  public Optional<String> problem() {
    return problem.or(
        () ->
            gate.isClosed()
                ? Optional.of("messages wait in Kafka, since the database cannot be used now")
                : Optional.empty());
  }

  /**
   * Brings nothing more back, waits for what is being routed, as long as the handover may take, and
   * leaves the group.
   */
  @Override
  public void close() {
    stopping = true;
    Assignment now = assignment;
    if (now != null) {
      now.stop();
    }
    try {
      thread.join(
          place.settings().handover().plus(TO_LEAVE).plus(TO_LEAVE).plus(TO_LEAVE).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }
}
