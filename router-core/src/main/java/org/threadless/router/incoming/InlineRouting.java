package org.threadless.router.incoming;

/**
 * What an {@link IncomingHandler} hands a message to that it has brought back from elsewhere: it is
 * routed now, on this thread, as with the handler {@code inline}. Safe for any thread.
 */
public interface InlineRouting extends IncomingHandler {}
