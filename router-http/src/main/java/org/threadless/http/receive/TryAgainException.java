package org.threadless.http.receive;

import java.util.Objects;

/** What came cannot be stored yet, and the same may come again after a while. */
public final class TryAgainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param line why, for the caller
   */
  public TryAgainException(String line) {
    super(Objects.requireNonNull(line, "line"), null, false, false);
  }
}
