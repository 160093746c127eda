package org.threadless.storage.copy;

/** A database cannot be copied. The message is one line for the user. */
public final class CopyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes one that says why. */
  public CopyException(String message) {
    super(message);
  }

  /** Makes one that says why, of something that has failed. */
  public CopyException(String message, Throwable cause) {
    super(message, cause);
  }
}
