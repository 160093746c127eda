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
  REJECTED;

  /** Returns whether this says that the message will not arrive. */
  public boolean isFailure() {
    return this == FAILED || this == REJECTED;
  }

  /**
   * Returns the status of a message that had another when this report came. Reports come late,
   * twice and in any order, and a status only moves forward: {@code DELIVERED} is the last word,
   * and may still replace a {@code FAILED} that came from a report.
   *
   * @param failedByReport whether a report before this one said that it failed
   */
  public OutgoingStatus after(OutgoingStatus status, boolean failedByReport) {
    return switch (status) {
      case QUEUED, SENT ->
          this == DELIVERED
              ? OutgoingStatus.DELIVERED
              // Whoever reports anything has got the message.
              : isFailure() ? OutgoingStatus.FAILED : OutgoingStatus.SENT;
      case FAILED ->
          this == DELIVERED && failedByReport ? OutgoingStatus.DELIVERED : OutgoingStatus.FAILED;
      case DELIVERED, CANCELLED -> status;
    };
  }
}
