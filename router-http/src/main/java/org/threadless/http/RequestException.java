package org.threadless.http;

import java.util.Objects;

/** A request that cannot be taken as it is. The caller is told why, in one line. */
public final class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status an HTTP status of 4xx
   * @param line names the field and what is wrong with it
   */
  public RequestException(int status, String line) {
    super(Objects.requireNonNull(line, "line"), null, false, false);
    this.status = status;
  }

  /** Returns a 400 about one field. */
  public static RequestException badField(String field, String problem) {
    return new RequestException(400, field + ": " + problem);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }
}
