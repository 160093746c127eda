package org.threadless.http.wiring;

/** An endpoint does not start. The message is for the user, in one line. */
public final class EndpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what it threw. */
  public EndpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
