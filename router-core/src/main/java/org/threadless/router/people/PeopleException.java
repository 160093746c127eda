package org.threadless.router.people;

/** Something that cannot be done with contacts or groups as they are; its message is one line. */
public final class PeopleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was wrong and what to do
   */
  public PeopleException(String message) {
    super(message);
  }

  /**
   * @param message what was wrong and what to do
   * @param cause why it was
   */
  public PeopleException(String message, Throwable cause) {
    super(message, cause);
  }
}
