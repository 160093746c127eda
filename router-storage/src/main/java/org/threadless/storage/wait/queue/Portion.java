package org.threadless.storage.wait.queue;

import java.time.Duration;

/**
 * How many messages a look takes. It costs nearly as much for few as for many, but what one node
 * has taken is not for others, nor passed by what is more urgent: so it takes as many as are begun
 * in a moment. Not safe for threads.
 */
final class Portion {

  /** In this time all that was taken ought to be begun. */
  static final Duration MOMENT = Duration.ofMillis(200);

  // Each place has the next at hand while more are taken.
  private static final int LEAST_PER_PLACE = 5;

  // To take a portion lasts about a third of what it lasts to route one.
  private static final int LEFT = 3;

  // On H2 nobody stores anything while a look reads, some 0.1 ms for each.
  private static final int MOST = 500;

  private final int least;
  private final int most;
  private int size;

  Portion(int places) {
    this.least = places * LEAST_PER_PLACE;
    this.most = Math.max(least, MOST);
    this.size = least;
  }

  int least() {
    return least;
  }

  int size() {
    return size;
  }

  /** Returns how many may be left of a whole portion when the next is taken. */
  int ahead() {
    return size / LEFT;
  }

  /** Takes note of how long it took until the last of a whole portion was begun. */
  void begun(Duration took) {
    if (took.compareTo(MOMENT.dividedBy(2)) < 0) {
      size = Math.min(most, size * 2);
    } else if (took.compareTo(MOMENT) > 0) {
      size = Math.max(least, size / 2);
    }
  }

  /** Takes note that this takes far too long. */
  void isTooLarge() {
    size = least;
  }
}
