package org.threadless.app.webhook;

/** Nobody has answered about a message, which is for the next app then. */
final class ProgramException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  // It is no fault of this app, and one line of the log is enough.
  ProgramException(String reason) {
    super(reason, null, false, false);
  }
}
