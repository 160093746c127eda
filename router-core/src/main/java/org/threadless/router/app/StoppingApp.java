package org.threadless.router.app;

import java.util.List;
import java.util.Optional;
import org.threadless.router.people.Person;

/**
 * An app that keeps who wants to get nothing any more, and cancels what would go there. People ask
 * for it by a message; whoever runs the router may say it for them, by these methods. Each call is
 * in a transaction of its own, with what the other apps do.
 */
public interface StoppingApp extends App {

  /** Returns whether nothing goes to a person, by one of their connections at least. */
  boolean isStopped(Person person) throws Exception;

  /** Lets nothing go to a person any more, and cancels what waits, as if they had asked for it. */
  void stop(Person person) throws Exception;

  /** Lets messages go to a person again, as if they had asked for it. */
  void start(Person person) throws Exception;

  /**
   * Returns numbers that nothing goes to, in an order that stays the same; default none.
   *
   * @param after the last one of those that were returned before; empty at the beginning
   * @param limit how many at most
   */
  default List<StoppedNumber> stopped(Optional<StoppedNumber> after, int limit) throws Exception {
    return List.of();
  }
}
