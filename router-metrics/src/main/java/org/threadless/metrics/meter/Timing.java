package org.threadless.metrics.meter;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.threadless.router.engine.observing.Observation;

/**
 * Takes the time of something, and counts how it ends.
 *
 * @param <T> what comes of it
 */
final class Timing<T> implements Observation<T> {

  private final long start = System.nanoTime();
  private final LongConsumer time;
  private final Consumer<? super T> result;
  private final Consumer<Throwable> failure;

  /**
   * @param time is given the nanoseconds that it took
   * @param result is given what came of it
   * @param failure is given what it ended with otherwise
   */
  Timing(LongConsumer time, Consumer<? super T> result, Consumer<Throwable> failure) {
    this.time = time;
    this.result = result;
    this.failure = failure;
  }

  @Override
  public void ended(T value) {
    time.accept(System.nanoTime() - start);
    result.accept(value);
  }

  @Override
  public void failed(Throwable thrown) {
    time.accept(System.nanoTime() - start);
    failure.accept(thrown);
  }
}
