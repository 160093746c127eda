package org.threadless.handler.kafka.consume;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import org.threadless.handler.kafka.client.KafkaClients;

/**
 * How far one partition is, for as long as it is this node's: which records have come, which of
 * them are being routed, and up to which all are done. Safe for any thread.
 */
final class PartitionProgress {

  /** So far ahead of what is committed it goes, and then takes no more. */
  static final int WINDOW = 1000;

  // What one poll may bring on top: whoever had the partition before was not further than that.
  private static final int REACH = WINDOW + KafkaClients.RECORDS_AT_ONCE;

  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private long first = -1;
  private long last = -1;
  private long next = -1;
  private long committed = -1;
  private int inWork;
  private boolean revoked;

  /** One record's place. */
  static final class Slot {
    private final long offset;
    private final long since;
    private boolean done;

    private Slot(long offset, long since) {
      this.offset = offset;
      this.since = since;
    }
  }

  /**
   * Adds the record that comes next.
   *
   * @param since when it came to Kafka, in milliseconds of Unix time
   */
  synchronized Slot add(long offset, long since) {
    if (first < 0) {
      first = offset;
      committed = offset;
      next = offset;
    }
    last = offset;
    Slot slot = new Slot(offset, since);
    slots.add(slot);
    return slot;
  }

  /** Returns whether somebody who had the partition before may have begun to route that one. */
  synchronized boolean isPerhapsRouted(long offset) {
    return first < 0 || offset < first + REACH;
  }

  /** Returns whether no more records should come now. */
  synchronized boolean isFull() {
    return first >= 0 && last + 1 - committed >= WINDOW;
  }

  /**
   * Begins to route a record; to be followed by {@link #finish} or {@link #putOff}.
   *
   * @return false where it is another node's by now
   */
  synchronized boolean begin() {
    if (!revoked) {
      inWork++;
    }
    return !revoked;
  }

  /** Ends it since it is done. */
  synchronized void finish(Slot slot) {
    slot.done = true;
    while (!slots.isEmpty() && slots.peek().done) {
      next = slots.remove().offset + 1;
    }
    putOff();
  }

  /** Ends it for now: it is to be begun again. */
  synchronized void putOff() {
    inWork--;
    notifyAll();
  }

  /** Lets nothing of it be begun any more. */
  synchronized void revoke() {
    revoked = true;
  }

  /**
   * Waits until nothing of it is being routed.
   *
   * @param deadline of {@link System#nanoTime}
   * @return whether that came before
   */
  synchronized boolean awaitIdle(long deadline) throws InterruptedException {
    while (inWork > 0) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** Returns the offset up to which all is done, where that is not committed yet. */
  synchronized OptionalLong toCommit() {
    return next > committed ? OptionalLong.of(next) : OptionalLong.empty();
  }

  /** Takes note that Kafka knows it. */
  synchronized void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  /** Returns when the first one that is not done came to Kafka; empty where all are. */
  synchronized OptionalLong oldest() {
    return slots.isEmpty() ? OptionalLong.empty() : OptionalLong.of(slots.peek().since);
  }

  /** Returns how many records have come and are not done. */
  synchronized int unfinished() {
    return (int) slots.stream().filter(slot -> !slot.done).count();
  }

  /** Returns how many of them are being routed. */
  synchronized int inWork() {
    return inWork;
  }
}
