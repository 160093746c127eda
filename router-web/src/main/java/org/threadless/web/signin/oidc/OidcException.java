package org.threadless.web.signin.oidc;

/** Somebody could not be signed in by another service. The message is for them, in one line. */
public final class OidcException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for whoever wants to sign in
   */
  public OidcException(String message) {
    super(message);
  }

  /**
   * @param message for whoever wants to sign in
   * @param cause for the log
   */
  public OidcException(String message, Throwable cause) {
    super(message, cause);
  }
}
