package org.threadless.handler.kafka.produce;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.client.KafkaFailures;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.router.text.OneLineAMinute;

/**
 * Puts records aside that cannot be routed: into a topic of their own, as they are, with the
 * headers {@code dead-from}, {@code dead-at} and {@code dead-reason}. Safe for any thread.
 */
public final class DeadRecords {

  private static final Logger log = LoggerFactory.getLogger(DeadRecords.class);

  private static final int LONGEST_REASON = 1000;

  private final SafeProducer producer;
  private final KafkaPlace place;
  private final KafkaFailures failures;
  private final InstantSource clock;
  private final OneLineAMinute lines;
  private final LongAdder count = new LongAdder();

  public DeadRecords(
      SafeProducer producer, KafkaPlace place, KafkaFailures failures, InstantSource clock) {
    this.producer = producer;
    this.place = place;
    this.failures = failures;
    this.clock = clock;
    this.lines = new OneLineAMinute(clock);
  }

  /**
   * Puts a record aside.
   *
   * @param reason why, in one line
   * @return whether it is there; else it is to be tried again
   */
  public boolean put(ConsumerRecord<byte[], byte[]> record, String reason) {
    String from = record.topic() + "-" + record.partition() + "@" + record.offset();
    boolean whole;
    try {
      whole = put(dead(record, from, reason));
    } catch (KafkaException | RecordTooLarge e) {
      lines.write(
          more ->
              log.error(
                  "backend {}: the record {} cannot be routed, nor put aside in the topic {}: {}{}",
                  place.backend(),
                  from,
                  place.deadTopic(),
                  failures.reason(e),
                  more));
      return false;
    }
    count.increment();
    log.error(
        "backend {}: the record {} cannot be routed, and is put aside in the topic {}{}: {}",
        place.backend(),
        from,
        place.deadTopic(),
        whole ? "" : " without its text, for which it is too large: that is where it was",
        reason);
    return true;
  }

  // With what is added it may be larger than a record may be: then that says where it was.
  private boolean put(ProducerRecord<byte[], byte[]> dead) throws RecordTooLarge {
    try {
      producer.put(dead);
      return true;
    } catch (RecordTooLarge e) {
      producer.put(
          new ProducerRecord<>(dead.topic(), null, null, dead.key(), null, dead.headers()));
      return false;
    }
  }

  private ProducerRecord<byte[], byte[]> dead(
      ConsumerRecord<byte[], byte[]> record, String from, String reason) {
    ProducerRecord<byte[], byte[]> dead =
        new ProducerRecord<>(
            place.deadTopic(), null, null, record.key(), record.value(), record.headers());
    dead.headers()
        .add("dead-from", bytes(from))
        .add("dead-at", bytes(clock.instant().toString()))
        .add("dead-reason", bytes(reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
    return dead;
  }

  /** Returns how many this node has put aside. */
  public long count() {
    return count.sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
