package org.threadless.router.conversation;

import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;

/** Which way a message goes. */
public enum Direction {
  /** From a phone to us. */
  IN,
  /** From us to a phone. */
  OUT;

  /** Returns the status of that name that a message has which goes this way. */
  public MessageStatus status(String name) {
    return this == IN ? IncomingStatus.valueOf(name) : OutgoingStatus.valueOf(name);
  }
}
