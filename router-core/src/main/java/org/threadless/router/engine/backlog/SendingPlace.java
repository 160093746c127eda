package org.threadless.router.engine.backlog;

/**
 * One of the places at which messages of a backend are sent at the same time, taken for a message
 * that is not stored yet. Either {@link #use} or {@link #leave} is to be called, once.
 */
public interface SendingPlace {

  /** Does this at the place, on a thread of its own; the place is free after that. */
  void use(Runnable work);

  /** Frees the place. */
  void leave();
}
