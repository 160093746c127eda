package org.threadless.router.incoming;

/**
 * What an {@link IncomingHandler} hands a message to that it has brought back from elsewhere: it is
 * routed now, on this thread, as with the handler {@code inline}. Safe for any thread.
 */
public interface InlineRouting extends IncomingHandler {

  /**
   * Routes a message that has its id, unless it is stored already: of two who bring the same, on
   * whichever nodes and at the same time, one stores what came of it, all of it in one transaction,
   * and sends what is to be sent.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; perhaps it was stored: bring it {@linkplain CarriedMessage#again again}
   * @throws OverloadException where too many wait, or another node has this message in hand: bring
   *     it again
   */
  Receipt route(CarriedMessage carried);
}
