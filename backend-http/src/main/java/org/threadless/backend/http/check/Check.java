package org.threadless.backend.http.check;

import org.threadless.backend.http.request.CheckedRequest;
import org.threadless.http.request.RequestException;

/** One thing that must hold of a request. */
interface Check {

  /**
   * Lets a request pass.
   *
   * @throws RequestException where it does not hold, with a line that shows neither what was
   *     expected nor what was given
   */
  void require(CheckedRequest request);

  /** Returns what is said of a value that is not the right one; a right one is never empty. */
  static String missingOrWrong(String given) {
    return given.isEmpty() ? "is missing" : "is wrong";
  }
}
