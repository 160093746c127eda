package org.threadless.http;

import java.util.List;

/** Knows which requests were refused since the start. Safe for any thread. */
public interface RefusedRequests {

  /**
   * How many requests were answered so.
   *
   * @param backend empty where there is none at that path
   */
  record Count(String backend, int status, long requests) {}

  /** A backend that has refused everybody for a while, and why the last one. */
  record Shut(String backend, long requests, String reason) {}

  /** Returns how many there were, by backend and status. */
  List<Count> counts();

  /** Returns the backends that refuse everybody who calls, by name. */
  List<Shut> lockedOut();
}
