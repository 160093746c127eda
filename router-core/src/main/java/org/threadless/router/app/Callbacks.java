package org.threadless.router.app;

import org.threadless.router.message.IncomingMessage;

/**
 * Lets the programs know of something that the configuration's {@code callbacks} name; where there
 * are none, nothing is done. What becomes of messages they are told without an app. Safe for any
 * thread.
 */
public interface Callbacks {

  /**
   * Tells that whoever sent a message wants to get nothing any more. Called by an app while it has
   * the message before it: it is told once the message is stored, and not at all where the call of
   * the app fails.
   */
  void stopped(IncomingMessage message);
}
