package org.threadless.server.tracing;

/** What OpenTelemetry's variables say cannot be done. The message is one line for the user. */
public final class TracingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TracingException(String message, Throwable cause) {
    super(message, cause);
  }
}
