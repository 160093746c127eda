package org.threadless.router.conversation;

/**
 * The database cannot be used now: nothing was stored, and the same may succeed later. A backend
 * answers 503.
 */
public class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for people
   * @param cause what the database said
   */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
