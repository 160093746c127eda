package org.threadless.server.command.typed;

/** Something that the user can mend. The message is for them, in one line. */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for the user
   */
  public UserException(String message) {
    super(message);
  }

  public UserException(String message, Throwable cause) {
    super(message, cause);
  }
}
