package org.threadless.router.engine.store;

import java.util.List;
import org.threadless.router.conversation.StoreUnavailableException;

/**
 * One database transaction for a message and all it causes, on the thread that began it. What apps
 * write through the store's session on that thread is part of it. It takes a database connection at
 * the first statement, and gives it back at the end.
 *
 * <p>Every method may throw {@link StoreUnavailableException}; nothing is stored then.
 */
public interface UnitOfWork extends AutoCloseable {

  /** Returns whether it holds a database connection. Never throws. */
  boolean isOpen();

  /** Begins a call of an app: {@link #undo} returns to here. Costs nothing until it writes. */
  void mark();

  /** Undoes what was written since the last {@link #mark}, and nothing else. */
  void undo();

  /** Stores a routed message with all that it causes, and commits. */
  void commit(Routed routed);

  /**
   * Stores what routing made of a message that is stored as {@code QUEUED} already, and commits.
   *
   * @return false where it is not {@code QUEUED} any more: somebody else has routed it, and nothing
   *     of this unit of work is stored
   */
  boolean commitQueued(Routed routed);

  /**
   * The same of a message that was {@linkplain MessageStore#claim claimed}. Where the database has
   * lost the claim, the message is stored with all of it, unless it or a copy of it is by now. So
   * is one that was not claimed.
   */
  boolean commitClaimed(Routed routed);

  /**
   * Stores messages that answer nothing, and commits.
   *
   * @throws AnsweredMeanwhileException where an answer was to be {@linkplain
   *     AnsweredRequests#remember remembered} with them, and its key has one: nothing is stored
   */
  void commit(List<Planned> outgoing);

  /**
   * Stores a delivery report and what came of showing it to the apps, lets the message's status
   * follow it, and commits.
   *
   * @return false where the report means something else by now, since the message got another
   *     status meanwhile: nothing of this unit of work is stored
   */
  boolean commit(Reported reported);

  /**
   * Rolls back what was not committed, and gives the database connection back. Never throws; may be
   * called again.
   */
  @Override
  void close();
}
