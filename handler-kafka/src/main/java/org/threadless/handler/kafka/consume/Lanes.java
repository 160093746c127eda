package org.threadless.handler.kafka.consume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Deals with records in lanes, one for each connection: those of one lane one after the other, as
 * they came, those of several at once. A record that is put off holds up its lane and no other.
 * Safe for any thread.
 */
final class Lanes {

  private final Function<KeptRecord, Optional<Duration>> dealing;
  private final Executor threads;
  private final BiConsumer<Runnable, Duration> later;
  // Guarded by this: those that have records.
  private final Map<Object, ArrayDeque<KeptRecord>> lanes = new HashMap<>();

  /**
   * @param dealing deals with a record, or says after which time it is to be given again; never
   *     throws
   * @param threads what it is done on: as many at once as it has threads
   * @param later runs something after a time
   */
  Lanes(
      Function<KeptRecord, Optional<Duration>> dealing,
      Executor threads,
      BiConsumer<Runnable, Duration> later) {
    this.dealing = dealing;
    this.threads = threads;
    this.later = later;
  }

  /** Adds a record behind those of its lane. */
  void add(KeptRecord record) {
    Object key = record.lane();
    boolean isFirst;
    synchronized (this) {
      ArrayDeque<KeptRecord> lane = lanes.computeIfAbsent(key, unused -> new ArrayDeque<>());
      isFirst = lane.isEmpty();
      lane.add(record);
    }
    if (isFirst) {
      threads.execute(() -> turn(key));
    }
  }

  // One record a turn, so that a lane with many does not keep a thread from others.
  private void turn(Object key) {
    Optional<Duration> again = dealing.apply(first(key));
    if (again.isPresent()) {
      later.accept(() -> threads.execute(() -> turn(key)), again.get());
    } else if (removeFirst(key)) {
      threads.execute(() -> turn(key));
    }
  }

  private synchronized KeptRecord first(Object key) {
    return lanes.get(key).peek();
  }

  /** Returns whether there is another one. */
  private synchronized boolean removeFirst(Object key) {
    ArrayDeque<KeptRecord> lane = lanes.get(key);
    lane.remove();
    if (lane.isEmpty()) {
      lanes.remove(key);
    }
    return !lane.isEmpty();
  }
}
