package org.threadless.router.app;

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
}
