package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.message.BackendName;

/**
 * Begins a partition with the first record that Kafka has of it, where it does not know how far the
 * group has come, or has not what comes next. Kafka's client would do so by itself, and not tell
 * anybody that messages are gone. For the thread that polls; what is counted may be asked by any.
 */
final class Restarts {

  private static final Logger log = LoggerFactory.getLogger(Restarts.class);

  private static final Duration TO_ASK = Duration.ofSeconds(5);

  private final BackendName backend;
  private final LongAdder deleted = new LongAdder();

  Restarts(BackendName backend) {
    this.backend = backend;
  }

  /**
   * Lets a consumer go on.
   *
   * @param why what it has thrown
   * @throws KafkaException where Kafka does not say what it has
   */
  void after(InvalidOffsetException why, Consumer<byte[], byte[]> consumer, Assignment assignment) {
    Map<TopicPartition, Long> firsts = consumer.beginningOffsets(why.partitions(), TO_ASK);
    if (why instanceof OffsetOutOfRangeException outOfRange) {
      outOfRange
          .offsetOutOfRangePartitions()
          .forEach((partition, next) -> tell(partition, firsts.get(partition) - next, assignment));
    } else {
      firsts.forEach(this::tellUnknown);
    }
    consumer.seekToBeginning(why.partitions());
  }

  /** Lets a consumer look at all of a topic that was deleted and made again. */
  void afterReplacement(Consumer<byte[], byte[]> consumer, Assignment assignment) {
    Set<TopicPartition> partitions = consumer.assignment();
    partitions.forEach(assignment::beginAnew);
    consumer.seekToBeginning(partitions);
    log.error(
        "backend {}: its topic was deleted and made again: what was in it and not routed is lost."
            + " All that it has now is looked at",
        backend);
  }

  private void tellUnknown(TopicPartition partition, long first) {
    if (first > 0) {
      log.warn(
          "backend {}: Kafka does not know how far the group has come in {}, since it is new or was"
              + " away for too long (offsets.retention.minutes), and has deleted the first {}"
              + " messages of it. All that it has is looked at again",
          backend,
          partition,
          first);
    }
  }

  private void tell(TopicPartition partition, long missing, Assignment assignment) {
    if (missing > 0) {
      deleted.add(missing);
      log.error(
          "backend {}: {} messages of {} are lost: Kafka has deleted them before they were routed."
              + " The topic must keep messages for longer (retention.ms, retention.bytes)",
          backend,
          missing,
          partition);
      return;
    }
    assignment.beginAnew(partition);
    log.error(
        "backend {}: Kafka has less of {} than it had: was the topic made anew, or a broker's disk"
            + " lost? All that it has is looked at again",
        backend,
        partition);
  }

  /** Returns how many messages Kafka has deleted before this node could fetch them. */
  long deleted() {
    return deleted.sum();
  }
}
