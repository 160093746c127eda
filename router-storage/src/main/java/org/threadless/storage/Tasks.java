package org.threadless.storage;

import org.threadless.router.message.BackendName;

/** The names of tasks: for one connection, or for one backend. Stored, so never to be changed. */
final class Tasks {

  /** Sends what waits for a connection. */
  static final String SEND = "send";

  /** Tries a backend that is down. */
  static final String PROBE = "probe";

  /** Routes what waits of a connection; the name of its backend follows. */
  static final String ROUTE = "route ";

  private Tasks() {}

  static String route(BackendName backend) {
    return ROUTE + backend;
  }
}
