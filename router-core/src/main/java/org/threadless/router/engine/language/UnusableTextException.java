package org.threadless.router.engine.language;

/** A text of a file cannot be put into words; the message says why. */
final class UnusableTextException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableTextException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
