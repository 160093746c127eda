package org.threadless.router.engine.store;

/** When a message goes out that is stored with what made it. */
public enum Departure {
  /** On the thread that made it, as soon as it is stored. */
  AT_ONCE,
  /** When it is taken from what waits, which it does from the beginning. */
  IN_TURN,
  /** When its time has come. */
  SCHEDULED
}
