package org.threadless.http.request;

import java.util.Objects;

/** A request that cannot be taken as it is. The caller is told why, in one line. */
public final class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int FORBIDDEN = 403;

  private final int status;
  private final boolean denied;

  /**
   * @param status an HTTP status of 4xx
   * @param line names the field and what is wrong with it
   */
  public RequestException(int status, String line) {
    this(status, line, false);
  }

  private RequestException(int status, String line, boolean denied) {
    super(Objects.requireNonNull(line, "line"), null, false, false);
    this.status = status;
    this.denied = denied;
  }

  /**
   * Returns a 403 because of who sent it. Where a backend answers all that comes so, the log says
   * that its gateway may be locked out; a wrong token of ours is no such reason.
   */
  public static RequestException denied(String line) {
    return new RequestException(FORBIDDEN, line, true);
  }

  /** Returns a 400 about one field. */
  public static RequestException badField(String field, String problem) {
    return new RequestException(400, field + ": " + problem);
  }

  /** Returns whether it is because of who sent it. */
  public boolean isDenied() {
    return denied;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }
}
