package org.threadless.distribution.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings one thing after the other, and each again until it is taken. */
abstract class Sender implements Runnable {

  /** How long an answer may take. */
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final long BEFORE_AGAIN = 100;

  private final String identity;
  private final Duration pause;
  private final CountDownLatch stop;
  private final List<Integer> answered = new ArrayList<>();

  /**
   * @param identity what tells it from the others
   * @param pause how long it waits from one to the next
   * @param stop counted down when there are enough
   */
  Sender(String identity, Duration pause, CountDownLatch stop) {
    this.identity = identity;
    this.pause = pause;
    this.stop = stop;
  }

  String identity() {
    return identity;
  }

  /** Returns the numbers of what was taken, in their order. */
  synchronized List<Integer> answered() {
    return List.copyOf(answered);
  }

  @Override
  public void run() {
    int number = 1;
    while (!stopped(pause.toMillis())) {
      if (isTaken(number)) {
        answered(number);
        number++;
      } else if (stopped(BEFORE_AGAIN)) {
        return;
      }
    }
  }

  private synchronized void answered(int number) {
    answered.add(number);
  }

  private boolean isTaken(int number) {
    try {
      return bring(number);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Brings one.
   *
   * @return whether it was taken
   */
  abstract boolean bring(int number) throws IOException, InterruptedException;

  private boolean stopped(long millis) {
    try {
      return stop.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
