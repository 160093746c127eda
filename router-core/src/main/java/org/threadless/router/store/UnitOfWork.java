package org.threadless.router.store;

import java.util.List;
import java.util.Optional;
import org.threadless.router.message.IncomingMessage;

/**
 * One database transaction for a message and all it causes, on the thread that began it. What apps
 * write through the store's session on that thread is part of it. It takes a database connection at
 * the first statement, and gives it back at the end.
 *
 * <p>Every method may throw {@link StoreUnavailableException}; nothing is stored then.
 */
public interface UnitOfWork extends AutoCloseable {

  /**
   * Makes sure that nobody has seen this message before. Of two units of work that ask for the same
   * backend and external id at once, on whichever nodes, the second waits for the first.
   *
   * @param message has an external id
   * @return the message that came first with this external id; empty where this one is the first,
   *     which is then stored as {@code QUEUED} when this unit of work is committed
   */
  Optional<Seen> claim(IncomingMessage message);

  /** Begins a call of an app: {@link #undo} returns to here. Costs nothing until it writes. */
  void mark();

  /** Undoes what was written since the last {@link #mark}, and nothing else. */
  void undo();

  /** Stores a routed message with all that it causes, and commits. */
  void commit(Routed routed);

  /** Stores messages that answer nothing, and commits. */
  void commit(List<Planned> outgoing);

  /** Rolls back what was not committed. Never throws. */
  @Override
  void close();
}
