package org.threadless.router.message;

/** How far an incoming message has come. */
public enum IncomingStatus implements MessageStatus {
  /** Stored, not yet routed. */
  QUEUED,
  /** Routed; its replies are stored. */
  HANDLED,
  /** An app's {@code filter} stopped it. */
  FILTERED,
  /** Could not be routed; can be routed again. */
  ERRORED
}
