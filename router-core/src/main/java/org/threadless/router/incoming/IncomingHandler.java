package org.threadless.router.incoming;

import org.threadless.router.message.ReceivedMessage;

/**
 * Takes what came in on one backend, and sees that it is routed: {@code inline}, on this thread and
 * now; {@code queue}, stored now and routed out of band; or a plugin's, by a broker say. One
 * instance for each configured backend, called by many threads.
 */
@FunctionalInterface
public interface IncomingHandler {

  /**
   * Takes a message. When this returns, the message is safe: it is stored, or whoever has it now
   * will not lose it.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where it could not be
   *     stored
   */
  Receipt handle(ReceivedMessage message);
}
