package org.threadless.router.incoming;

/**
 * As many messages are in progress as may be, or as many of this connection wait for an earlier one
 * of it, or this one has waited too long. Nothing was stored, and the same may be sent again later:
 * a backend answers 503.
 */
public final class OverloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OverloadException() {
    // Thrown when there is much to do already: no stack trace.
    super("too many messages are in progress", null, false, false);
  }
}
