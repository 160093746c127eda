package org.threadless.storage.keep;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much is deleted at once, and how long nothing is after that: so much that others wait for a
 * moment at most, and the seldomer the more there is to store. Used by one thread.
 */
final class Pace {

  // On H2, all others wait for as long.
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  private static final int FEWEST = 50;
  private static final int MOST = 1000;

  // Deleting has a third of the time where nothing else is stored, and a fortieth where all the
  // time something is.
  private static final double LEAST_PAUSES = 2;
  private static final double MOST_PAUSES = 39;

  // However busy a machine is, at all times: fewer than this would never be all.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Supplier<Duration> busyTime;
  private int size = FEWEST;
  private long since;
  private Duration busyBefore;

  /**
   * @param nanoTime a clock that only goes forward
   * @param busyTime for how long messages have been stored, all in all
   */
  Pace(LongSupplier nanoTime, Supplier<Duration> busyTime) {
    this.nanoTime = nanoTime;
    this.busyTime = busyTime;
    this.since = nanoTime.getAsLong();
    this.busyBefore = busyTime.get();
  }

  /** Returns how many are to be deleted at once. */
  int size() {
    return size;
  }

  /** Returns how long nothing is to be done, after so many were deleted in that time. */
  Duration pauseAfter(int deleted, Duration took) {
    if (took.compareTo(AT_ONCE) > 0) {
      size = Math.max(FEWEST, size / 2);
    } else if (deleted >= size && took.compareTo(AT_ONCE.dividedBy(2)) < 0) {
      size = Math.min(MOST, size * 2);
    }
    double pauses = LEAST_PAUSES + (MOST_PAUSES - LEAST_PAUSES) * busyShare();
    Duration pause = Duration.ofNanos((long) (took.toNanos() * pauses));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Returns which part of the time since it was asked last something was stored: 0 to 1. */
  private double busyShare() {
    long now = nanoTime.getAsLong();
    Duration busy = busyTime.get();
    double share = busy.minus(busyBefore).toNanos() / (double) Math.max(1, now - since);
    since = now;
    busyBefore = busy;
    return Math.min(1, Math.max(0, share));
  }
}
