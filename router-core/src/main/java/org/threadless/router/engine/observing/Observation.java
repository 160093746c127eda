package org.threadless.router.engine.observing;

import java.util.function.Supplier;

/**
 * Sees one thing that is done, from its beginning to its end. Of {@link #ended} and {@link
 * #failed}, one is called, once, on the thread that it was made on.
 *
 * @param <T> what comes of it
 */
public interface Observation<T> {

  /** Returns one that sees nothing. */
  @SuppressWarnings("unchecked")
  static <T> Observation<T> none() {
    // It is given results of every type, and looks at none.
    return (Observation<T>) NoObservation.INSTANCE;
  }

  /** It is done, with this result; null where there is none. */
  void ended(T result);

  /** It has ended with a throwable. */
  void failed(Throwable thrown);

  /** Returns what {@code work} returns, and sees how it ends. */
  default <R extends T> R of(Supplier<R> work) {
    R result;
    try {
      result = work.get();
    } catch (Throwable e) {
      failed(e);
      throw e;
    }
    ended(result);
    return result;
  }
}
