package org.threadless.handler.kafka.produce;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.threadless.handler.kafka.client.KafkaFailures;

/**
 * Puts records into Kafka, and returns when all replicas that are in sync have them. A producer
 * that is of no use any more, as one that was not let in, is replaced. Safe for any thread.
 */
public final class SafeProducer implements AutoCloseable {

  private static final Duration TO_CLOSE = Duration.ofSeconds(5);

  // Kafka itself gives up before that, unless no controller gives the producer its id: for that it
  // waits for ever.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private static final long BETWEEN_NEW_ONES = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Producer<byte[], byte[]>> making;
  private final Duration longest;
  private Producer<byte[], byte[]> current;
  private long madeAt;
  private boolean closed;

  /**
   * Makes a producer.
   *
   * @param making makes one, and others in its place
   * @param timeout how long such a one may take for a record
   */
  public SafeProducer(Supplier<Producer<byte[], byte[]>> making, Duration timeout) {
    this.making = making;
    this.longest = timeout.plus(MARGIN);
    this.current = making.get();
    this.madeAt = System.nanoTime();
  }

  /**
   * Puts a record into Kafka.
   *
   * @throws RecordTooLarge where it is too large for ever
   * @throws KafkaException where Kafka does not take it now; perhaps it has
   */
  public void put(ProducerRecord<byte[], byte[]> record) throws RecordTooLarge {
    Producer<byte[], byte[]> producer = current();
    try {
      await(producer.send(record));
    } catch (IllegalStateException e) {
      // Closed: it was replaced at this moment, or the router stops.
      throw new KafkaException("the producer is closed", e);
    } catch (KafkaException e) {
      replace(producer, e);
      throw e;
    }
  }

  private void await(Future<?> sent) throws RecordTooLarge {
    try {
      uninterruptibly(sent);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        throw new RecordTooLarge(tooLarge.getMessage());
      }
      throw e.getCause() instanceof KafkaException failure
          ? failure
          : new KafkaException(KafkaFailures.cause(e));
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer", e);
    }
  }

  // An interrupted thread, too, has to know whether its message is kept.
  private void uninterruptibly(Future<?> sent) throws ExecutionException, TimeoutException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Producer<byte[], byte[]> current() {
    if (closed) {
      throw new KafkaException("the router stops");
    }
    return current;
  }

  private synchronized void replace(Producer<byte[], byte[]> broken, KafkaException why) {
    boolean passes = why instanceof RetriableException || why instanceof InterruptException;
    boolean isNew = System.nanoTime() - madeAt < BETWEEN_NEW_ONES;
    if (passes || isNew || closed || broken != current) {
      return;
    }
    current = making.get();
    madeAt = System.nanoTime();
    // What others have given to it is told that it was not sent.
    broken.close(Duration.ZERO);
  }

  /** Waits for what is under way, not for long. */
  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    last.close(TO_CLOSE);
  }
}
