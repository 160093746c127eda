package org.threadless.router.engine.access.token;

/** Something that cannot be done with tokens as they are; its message is one line. */
public final class TokenException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was wrong and what to do
   */
  public TokenException(String message) {
    super(message);
  }
}
