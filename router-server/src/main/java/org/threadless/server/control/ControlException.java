package org.threadless.server.control;

/**
 * What a command asked of a router that serves was not done. The message is for the user, in one
 * line.
 */
public final class ControlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one that says why. */
  public ControlException(String message) {
    super(message);
  }

  /** Makes one that says why, of something that has failed. */
  public ControlException(String message, Throwable cause) {
    super(message, cause);
  }
}
