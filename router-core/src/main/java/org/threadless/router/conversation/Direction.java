package org.threadless.router.conversation;

/** Which way a message goes. */
public enum Direction {
  /** From a phone to us. */
  IN,
  /** From us to a phone. */
  OUT
}
