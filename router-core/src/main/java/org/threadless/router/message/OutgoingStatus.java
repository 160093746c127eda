package org.threadless.router.message;

/** How far an outgoing message has come. It only moves forward, unless it is sent again by hand. */
public enum OutgoingStatus implements MessageStatus {
  /** Stored, not yet sent, or to be tried again. */
  QUEUED,
  /** A gateway accepted it. */
  SENT,
  /** A delivery report said that it arrived. */
  DELIVERED,
  /** Given up, or the gateway or the network refused it for good. */
  FAILED,
  /** An app said no. */
  CANCELLED
}
