package org.threadless.web.signin;

/** Somebody could not be signed in by another service. The message is for them, in one line. */
final class OidcException extends Exception {

  private static final long serialVersionUID = 1L;

  OidcException(String message) {
    super(message);
  }

  OidcException(String message, Throwable cause) {
    super(message, cause);
  }
}
