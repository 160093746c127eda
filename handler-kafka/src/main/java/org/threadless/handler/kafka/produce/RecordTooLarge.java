package org.threadless.handler.kafka.produce;

/** A message is larger than a record may be. The message says what Kafka said of it. */
public final class RecordTooLarge extends Exception {

  private static final long serialVersionUID = 1L;

  RecordTooLarge(String message) {
    super(message, null, false, false);
  }
}
