package org.threadless.storage.wait;

/** The names of tasks: for one connection, or for one backend. Stored, so never to be changed. */
final class Tasks {

  /** Sends what waits for a connection. */
  static final String SEND = "send";

  /** Tries a backend that is down. */
  static final String PROBE = "probe";

  private Tasks() {}
}
