package org.threadless.router.app;

/** What came of cancelling an outgoing message. */
public enum Cancellation {
  /** It is {@code CANCELLED}, and will not go out. */
  DONE,
  /** It was {@code CANCELLED} before. */
  WAS_CANCELLED,
  /** Too late: it is being sent just now. */
  UNDER_WAY,
  /** Too late: it was {@code SENT}. */
  SENT,
  /** Too late: it was {@code DELIVERED}. */
  DELIVERED,
  /** It has {@code FAILED}, and does not go out anyway. */
  FAILED,
  /** There is no outgoing message of that id. */
  UNKNOWN
}
