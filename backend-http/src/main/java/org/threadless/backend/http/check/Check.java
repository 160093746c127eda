package org.threadless.backend.http.check;

import org.threadless.http.RequestException;

/** One thing that must hold of a request. */
interface Check {

  /**
   * Lets a request pass.
   *
   * @throws RequestException where it does not hold, with a line that shows neither what was
   *     expected nor what was given
   */
  void require(CheckedRequest request);

  /** Returns the refusal of a request. */
  static RequestException refused(String kind, Object place, String problem) {
    return new RequestException(403, "check " + kind + ": " + place + " " + problem);
  }
}
