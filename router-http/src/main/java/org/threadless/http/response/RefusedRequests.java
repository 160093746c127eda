package org.threadless.http.response;

import java.time.Instant;
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

  /**
   * Requests that were refused for one reason; those that differ in numbers only are one.
   *
   * @param at when the last one came
   * @param place in words: a backend, an endpoint, or that there is none
   * @param status what it was answered; perhaps 200, where a gateway wants to see that in any case
   * @param reason why the last one was refused, as the log has it; no secret is in it
   * @param caller the address that the last one came from
   * @param requests how many there were since the start, or since this was not among the last ones
   */
  record Recent(
      Instant at, String place, int status, String reason, String caller, long requests) {}

  /** Returns how many there were, by backend and status. */
  List<Count> counts();

  /** Returns why requests were refused lately: the last 100 reasons, the newest first. */
  List<Recent> recent();

  /** Returns the backends that refuse everybody who calls, by name. */
  List<Shut> lockedOut();
}
