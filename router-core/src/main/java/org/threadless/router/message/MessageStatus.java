package org.threadless.router.message;

/** How far a message has come: an {@link IncomingStatus} or an {@link OutgoingStatus}. */
public sealed interface MessageStatus permits IncomingStatus, OutgoingStatus {

  /** Returns what it is called, as in {@code QUEUED}. */
  String name();
}
