package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.handler.kafka.client.KafkaFailures;
import org.threadless.router.message.BackendName;

/**
 * The partitions that are this node's. One that another node gets is handed over when what is being
 * routed of it is done, or after some time; what was not begun is the other's. For the thread that
 * polls; what is counted may be asked by any.
 */
final class Assignment implements ConsumerRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Assignment.class);

  private static final Duration TO_COMMIT = Duration.ofSeconds(5);

  private final BackendName backend;
  private final Consumer<byte[], byte[]> consumer;
  private final Duration handover;
  private final KafkaFailures failures;
  private final Map<TopicPartition, PartitionProgress> partitions = new ConcurrentHashMap<>();
  private boolean committing;

  /**
   * @param handover how long what is being routed is waited for
   */
  Assignment(
      BackendName backend,
      Consumer<byte[], byte[]> consumer,
      Duration handover,
      KafkaFailures failures) {
    this.backend = backend;
    this.consumer = consumer;
    this.handover = handover;
    this.failures = failures;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    assigned.forEach(each -> partitions.put(each, new PartitionProgress()));
    if (!assigned.isEmpty()) {
      log.info("backend {}: this node routes what is in {}", backend, assigned);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    handOver(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    remove(lost);
    if (!lost.isEmpty()) {
      log.warn("backend {}: Kafka took this node for dead, and gave {} to another", backend, lost);
    }
  }

  /** Forgets how far a partition has come; what is being routed of it is waited for by nobody. */
  void beginAnew(TopicPartition partition) {
    remove(Set.of(partition));
    partitions.put(partition, new PartitionProgress());
  }

  /** Hands over all of them. */
  void handOverAll() {
    handOver(Set.copyOf(partitions.keySet()));
  }

  /** Lets nothing more be begun of all of them. */
  void stop() {
    partitions.values().forEach(PartitionProgress::revoke);
  }

  private void handOver(Collection<TopicPartition> revoked) {
    long deadline = System.nanoTime() + handover.toNanos();
    Map<TopicPartition, PartitionProgress> those = new HashMap<>();
    revoked.forEach(each -> those.put(each, partitions.get(each)));
    those.values().removeIf(Objects::isNull);
    those.values().forEach(PartitionProgress::revoke);
    those.forEach((partition, progress) -> awaitIdle(partition, progress, deadline));
    commit(those);
    remove(revoked);
  }

  private void awaitIdle(TopicPartition partition, PartitionProgress progress, long deadline) {
    try {
      if (!progress.awaitIdle(deadline)) {
        log.warn(
            "backend {}: {} messages of {} are still being routed, and another node may begin them"
                + " too: what is stored first counts",
            backend,
            progress.inWork(),
            partition);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void commit(Map<TopicPartition, PartitionProgress> those) {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(those);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, TO_COMMIT);
    } catch (KafkaException e) {
      log.warn(
          "backend {}: how far this node has come is not in Kafka; another one looks at some"
              + " messages again: {}",
          backend,
          failures.reason(e));
    }
  }

  private void remove(Collection<TopicPartition> those) {
    for (TopicPartition each : those) {
      PartitionProgress progress = partitions.remove(each);
      if (progress != null) {
        progress.revoke();
      }
    }
  }

  /** Tells Kafka how far this node has come, without waiting for it, unless that is under way. */
  void commit() {
    if (committing) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(partitions);
    if (!offsets.isEmpty()) {
      // A partition that has left and come back is another one.
      Map<TopicPartition, PartitionProgress> those = Map.copyOf(partitions);
      committing = true;
      consumer.commitAsync(offsets, (committed, failure) -> committed(those, committed, failure));
    }
  }

  private void committed(
      Map<TopicPartition, PartitionProgress> those,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Exception failure) {
    committing = false;
    if (failure != null) {
      log.debug("backend {}: {}", backend, failures.reason(failure));
      return;
    }
    offsets.forEach((partition, offset) -> those.get(partition).committed(offset.offset()));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<TopicPartition, PartitionProgress> those) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    those.forEach(
        (partition, progress) ->
            progress
                .toCommit()
                .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
    return offsets;
  }

  /** Takes no more records of partitions that are far ahead, and of the others again. */
  void pauseOrResume() {
    Set<TopicPartition> paused = consumer.paused();
    consumer.pause(where(partition -> !paused.contains(partition), true));
    consumer.resume(where(paused::contains, false));
  }

  private List<TopicPartition> where(Predicate<TopicPartition> which, boolean isFull) {
    return consumer.assignment().stream()
        .filter(which)
        .filter(each -> partitions.containsKey(each) && partitions.get(each).isFull() == isFull)
        .toList();
  }

  /** Returns how far a partition is; null where it is not this node's. */
  PartitionProgress of(TopicPartition partition) {
    return partitions.get(partition);
  }

  /** Returns how many there are. */
  int count() {
    return partitions.size();
  }

  /** Returns when the first of those that have come and are not done came to Kafka. */
  OptionalLong oldest() {
    return partitions.values().stream()
        .map(PartitionProgress::oldest)
        .flatMapToLong(OptionalLong::stream)
        .min();
  }

  /** Returns how many messages have come and are not done. */
  int unfinished() {
    return partitions.values().stream().mapToInt(PartitionProgress::unfinished).sum();
  }

  /** Returns how many of them are being routed. */
  int inWork() {
    return partitions.values().stream().mapToInt(PartitionProgress::inWork).sum();
  }
}
