package org.threadless.router.engine.history;

import java.util.Optional;
import java.util.UUID;

/**
 * Looks for messages, and tells what became of them; changes nothing. What was erased is not found.
 * Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Messages {

  /**
   * Returns the newest messages that are as asked for, the newest first. It is over when the time
   * is that the query gives it, however many messages there are: the page then says how far back
   * has been looked, and whoever goes on from its {@link MessagePage#next} finds the rest. Each
   * that was stored when the first page was read is on one page, and on one only, whatever comes in
   * meanwhile.
   */
  MessagePage search(MessageQuery query);

  /** Returns what became of a message; empty where none is stored with that id. */
  Optional<MessageHistory> find(UUID id);
}
