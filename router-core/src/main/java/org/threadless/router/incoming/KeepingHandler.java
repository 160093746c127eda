package org.threadless.router.incoming;

/**
 * A handler that keeps messages elsewhere than in the database until they are routed, in a broker
 * say: it takes them whether the database can be used or not.
 */
public interface KeepingHandler extends IncomingHandler {

  /**
   * Begins to bring back what is kept, and to hand it to {@link InlineRouting}; returns at once.
   * Called once, when all apps and backends are made, in a process that serves; a command such as
   * {@code router incoming} has messages taken and brings none back.
   *
   * @throws RuntimeException where it cannot, and somebody has to do something about it: the
   *     process does not serve then, and tells the exception's message, one line
   */
  void takeUp();

  /** Returns how things are, from memory. Never throws. */
  HandlerState state();
}
