package org.threadless.router.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.ReceivedReport;

/**
 * One database transaction for a message and all it causes, on the thread that began it. What apps
 * write through the store's session on that thread is part of it. It takes a database connection at
 * the first statement, and gives it back at the end.
 *
 * <p>Every method may throw {@link StoreUnavailableException}; nothing is stored then.
 */
public interface UnitOfWork extends AutoCloseable {

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

  /** Stores messages that answer nothing, and commits. */
  void commit(List<Planned> outgoing);

  /**
   * Stores a delivery report, and lets the message's status follow it. Another report on the same
   * message, on whichever node, waits until this unit of work is over.
   *
   * @param from the backends whose messages may have gone out by the report's: it, and those that
   *     it is a fallback of
   * @return the report, with what the message was and is; empty where no message of that id went
   *     out by that backend, or may have
   */
  Optional<DeliveryReport> report(ReceivedReport report, Collection<BackendName> from);

  /** Stores what came of showing a report to the apps, and commits. */
  void commit(Reported reported);

  /** Rolls back what was not committed. Never throws. */
  @Override
  void close();
}
