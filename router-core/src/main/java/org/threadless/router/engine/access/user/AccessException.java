package org.threadless.router.engine.access.user;

/** Something that cannot be done with users as they are; its message is one line. */
public final class AccessException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was wrong and what to do
   */
  public AccessException(String message) {
    super(message);
  }
}
