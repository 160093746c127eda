package org.threadless.handler.kafka.format;

/**
 * A record is no message of the backend whose topic it is in. The message says why, in one line.
 */
public final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String message) {
    super(message, null, false, false);
  }
}
