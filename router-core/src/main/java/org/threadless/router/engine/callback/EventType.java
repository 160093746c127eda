package org.threadless.router.engine.callback;

import java.util.Locale;

/** What happens that other programs may be told of. */
public enum EventType {
  /** A message has come in, and is stored. */
  RECEIVED("message"),
  /** A gateway has accepted a message. */
  SENT("message"),
  /** A delivery report says that a message has arrived. */
  DELIVERED("message"),
  /** A message was refused, or given up. */
  FAILED("message"),
  /** A message is not sent after all, since an app or a person said so. */
  CANCELLED("message"),
  /** Somebody has said that nothing is to be sent there any more. */
  STOPPED("connection");

  private final String subject;

  EventType(String subject) {
    this.subject = subject;
  }

  /** Returns it as programs are told it: {@code message.delivered}. */
  public String wireName() {
    return subject + "." + name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether it can happen to a message that goes out. */
  public boolean isOfOutgoing() {
    return this != RECEIVED && this != STOPPED;
  }
}
