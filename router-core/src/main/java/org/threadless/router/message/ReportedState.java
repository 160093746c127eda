package org.threadless.router.message;

/** What a delivery report says of a message. */
public enum ReportedState {
  /** A gateway further on has taken the message. */
  ACCEPTED,
  /** The message waits for its phone, somewhere on the way. */
  BUFFERED,
  /** The phone has it. */
  DELIVERED,
  /** It will not reach the phone. */
  FAILED,
  /** A gateway further on did not take it. */
  REJECTED,
  /** Something that we do not understand. */
  UNKNOWN;

  /** Returns whether this says that the message will not arrive. */
  public boolean isFailure() {
    return this == FAILED || this == REJECTED;
  }

  /**
   * Returns the status of a message that had another when this report came. Reports come late,
   * twice and in any order, and a status only moves forward: {@code DELIVERED} is the last word,
   * and may still replace any {@code FAILED}: who has it, has it.
   */
  public OutgoingStatus after(OutgoingStatus status) {
    return switch (status) {
      case QUEUED, SENT -> afterSending(status);
      case FAILED -> this == DELIVERED ? OutgoingStatus.DELIVERED : status;
      case DELIVERED, CANCELLED -> status;
    };
  }

  private OutgoingStatus afterSending(OutgoingStatus status) {
    return switch (this) {
      // Whoever reports any of these has got the message.
      case ACCEPTED, BUFFERED -> OutgoingStatus.SENT;
      case DELIVERED -> OutgoingStatus.DELIVERED;
      case FAILED, REJECTED -> OutgoingStatus.FAILED;
      case UNKNOWN -> status;
    };
  }
}
